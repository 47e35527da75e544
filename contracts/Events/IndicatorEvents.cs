namespace Platform.Contracts.Events;

/// <summary>
/// A value recorded outside the periodic reports (data bus, manual entry). Holds the whole new state of
/// (indicator, unit, period); the highest <paramref name="Version"/> wins.
/// </summary>
/// <param name="Status"><c>provisional</c> or <c>confirmed</c>.</param>
public sealed record IndicatorRecordedV1(
    Guid EventId,
    string OrgUnit,
    string Period,
    long Version,
    IndicatorValueV1 Value,
    string Status,
    DateTimeOffset OccurredAt);

namespace Platform.Contracts.Events;

/// <summary>The whole state of one org unit after a change of the unit list.</summary>
public sealed record OrgUnitChangedV1(
    Guid EventId, string Code, string Name, string FullName, string Kind, string? Parent, string? Block,
    long Version, DateTimeOffset OccurredAt);

/// <summary>A region's or commune's rollup changed; sent at most once a second per unit and period.</summary>
public sealed record RollupChangedV1(Guid EventId, string OrgUnit, string Period, long Version, DateTimeOffset OccurredAt);

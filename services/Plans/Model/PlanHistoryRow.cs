namespace Platform.Plans.Model;

/// <summary>One step of a plan: who, when, what state it led to.</summary>
public sealed class PlanHistoryRow
{
    public long Id { get; init; }
    public required Guid PlanId { get; init; }
    public long Version { get; init; }

    /// <summary>imported, created, copied, saved, and the steps of the way.</summary>
    public required string Action { get; init; }

    /// <summary>State after it.</summary>
    public required string State { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Message { get; init; }
}

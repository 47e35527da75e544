namespace Platform.Plans.Model;

/// <summary>A plan as it was at a step; never changed afterwards.</summary>
public sealed class PlanVersionRow
{
    public required Guid PlanId { get; init; }

    /// <summary>1, 2, 3 …: the editions of the plan.</summary>
    public required int Number { get; init; }
    public required string Title { get; init; }
    public string? Period { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public required string Content { get; init; }
    public DateTimeOffset At { get; init; }
    public required string By { get; init; }
}

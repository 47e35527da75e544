namespace Platform.Tasks.Model;

/// <summary>One reported step of progress.</summary>
public sealed class ProgressRow
{
    public long Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>The written due date of the occurrence it tells of; null for the task as a whole.</summary>
    public DateOnly? Occurrence { get; init; }
    public int PercentBefore { get; init; }
    public int Percent { get; init; }
    public string? Comment { get; init; }

    /// <summary>JSON array of {name, value, unit}.</summary>
    public string? Figures { get; init; }
    public required string StateBefore { get; init; }
    public required string State { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

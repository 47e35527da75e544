namespace Platform.Tasks.Model;

/// <summary>A request for a later due date and what became of it.</summary>
public sealed class ExtensionRow
{
    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>The written due date of the occurrence it is for; null for the task's own.</summary>
    public DateOnly? Occurrence { get; init; }
    public DateOnly? DueBefore { get; init; }
    public required DateOnly AskedFor { get; init; }
    public required string Reason { get; init; }
    public required string AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>pending, granted or refused.</summary>
    public required string State { get; set; }
    public DateOnly? GrantedTo { get; set; }
    public string? Answer { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

namespace Platform.Tasks.Model;

/// <summary>One change of a task: who, when, and each field before and after.</summary>
public sealed class HistoryRow
{
    public long Id { get; init; }
    public required Guid TaskId { get; init; }
    public long Version { get; init; }

    /// <summary>What was done, e.g. <c>progress</c>, <c>extension-granted</c>.</summary>
    public required string Action { get; init; }
    public string? Comment { get; init; }

    /// <summary>JSON array of {field, before, after}.</summary>
    public required string Changes { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

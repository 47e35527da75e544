namespace Platform.Contracts.Events;

/// <summary>The whole state of one task; the highest <paramref name="Version"/> per <paramref name="TaskId"/> wins.</summary>
/// <param name="FromYear">First year in which the task is counted.</param>
/// <param name="ToYear">Last year in which the task is counted.</param>
/// <param name="State">One of <see cref="TaskStates"/>.</param>
public sealed record TaskChangedV1(
    Guid EventId,
    Guid TaskId,
    string OrgUnit,
    int Area,
    int FromYear,
    int ToYear,
    long Version,
    string State,
    DateOnly? DueOn,
    DateTimeOffset OccurredAt);

/// <summary>States of a task, as they stand on the wire.</summary>
public static class TaskStates
{
    public const string NotStarted = "notStarted";
    public const string InProgress = "inProgress";
    public const string DoneOnTime = "doneOnTime";
    public const string DoneLate = "doneLate";
    public const string Overdue = "overdue";
    public const string Waiting = "waiting";
    public const string Cancelled = "cancelled";
}

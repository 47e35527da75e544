namespace Platform.Contracts.Events;

/// <summary>The whole state of one task; the highest <paramref name="Version"/> per <paramref name="TaskId"/> wins. Sub-tasks are counted in their parent and have no events.</summary>
/// <param name="FromYear">First year in which the task is counted.</param>
/// <param name="ToYear">Last year in which the task is counted.</param>
/// <param name="State">One of <see cref="TaskStates"/>.</param>
/// <param name="DueOn">The due date that counts now: the earliest still open, else the last.</param>
/// <param name="DelayDays">By how many days it was done late; 0 when it is open or was done on time. Absent in events of older versions.</param>
/// <param name="Origin"><c>plan</c>, <c>assignment</c> or <c>adHoc</c>. Absent in events of older versions: plan.</param>
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
    DateTimeOffset OccurredAt,
    int DelayDays = 0,
    string? Origin = null);

/// <summary>States of a task, as they stand on the wire.</summary>
public static class TaskStates
{
    public const string NotStarted = "notStarted";
    public const string InProgress = "inProgress";
    public const string DoneOnTime = "doneOnTime";
    public const string DoneLate = "doneLate";
    public const string Overdue = "overdue";

    /// <summary>Waits for the upper level: for a document or an instruction, or for the confirmation that it is done.</summary>
    public const string Waiting = "waiting";
    public const string Cancelled = "cancelled";
}

using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Changes;

/// <summary>A task with all that a decision about it looks at. Decisions alter the rows in place and read no clock and no store.</summary>
/// <param name="Children">Sub-tasks that are not cancelled.</param>
/// <param name="Asked">The pending request for an extension.</param>
public sealed record TaskCase(
    TaskRow Task, List<OccurrenceRow> Occurrences, List<TaskRow> Children, ExtensionRow? Asked, OrgUnitInfo Unit,
    Caller Caller, WorkingCalendar Calendar, DateTimeOffset Now)
{
    public DateOnly Today => VietnamTime.DateOf(Now);

    public TaskRights Rights => TaskRights.Of(Caller, Unit, Task);

    public Failure? Refusal(string action) => TaskActions.Refusal(action, Task, Rights);
}

/// <summary>What a decision leaves behind beside the altered rows.</summary>
/// <param name="Action">Word for the history.</param>
public sealed record Change(string Action, string? Comment)
{
    public ProgressRow? Step { get; init; }

    /// <summary>A new request for an extension.</summary>
    public ExtensionRow? Asked { get; init; }

    /// <summary>New sub-tasks.</summary>
    public IReadOnlyList<TaskRow> NewChildren { get; init; } = [];

    /// <summary>What else is written in the same transaction; its failure undoes everything.</summary>
    public Func<TasksDb, CancellationToken, Task<Failure?>>? Also { get; init; }

    /// <summary>What somebody should know at once.</summary>
    public IReadOnlyList<NoticeRaisedV1> Notices { get; init; } = [];
}

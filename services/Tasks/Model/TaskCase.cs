using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Tasks.Model;

/// <summary>A task with all that a decision about it looks at. Decisions alter the rows in place and read no clock and no store.</summary>
/// <param name="Children">Sub-tasks that are not cancelled.</param>
/// <param name="Asked">The pending request for an extension.</param>
public sealed record TaskCase(
    TaskRow Task, List<OccurrenceRow> Occurrences, List<TaskRow> Children, ExtensionRow? Asked, OrgUnitInfo Unit,
    Caller Caller, WorkingCalendar Calendar, DateTimeOffset Now)
{
    /// <summary>The unit's offices; only for who gives the task to one of them.</summary>
    public IReadOnlyList<OfficeInfo> Offices { get; init; } = [];

    /// <summary>All evidence files; only for what changes them.</summary>
    public IReadOnlyList<EvidenceRow> Evidence { get; init; } = [];

    public DateOnly Today => VietnamTime.DateOf(Now);

    public TaskRights Rights => TaskRights.Of(Caller, Unit, Task);

    public Failure? Refusal(string action) => TaskActions.Refusal(action, Task, Rights);
}

using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Text;
using Platform.Tasks.Model;

namespace Platform.Tasks.Answers;

/// <summary>A task as the API shows it.</summary>
/// <param name="PlanId">Null for tasks that come from no plan.</param>
/// <param name="DueDate">As written: the first due date not past, else the last; null when the deadline names none.</param>
/// <param name="DueOn">The due date that counts: moved behind days off, extended; of a series the earliest still open, else the
/// last.</param>
/// <param name="State">notStarted, inProgress, doneOnTime, doneLate, overdue, waiting (for the upper level or for confirmation),
/// cancelled.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Origin">plan, assignment, adHoc.</param>
/// <param name="Confirmation">none, pending, confirmed, rejected.</param>
/// <param name="WaitingFor">The document of the upper level that is waited for.</param>
/// <param name="DelayDays">By how many days it was done late; of an open one, by how many it is overdue.</param>
/// <param name="Parts">Occurrences of a series, or sub-tasks.</param>
public sealed record TaskView(
    Guid Id, string OrgUnit, Guid? PlanId, int Area, string Number, string Content, string? LeadAgency, IReadOnlyList<string> Coordinators,
    TaskDeadlineView Deadline, DateOnly? DueDate, IReadOnlyList<string> Products, string State, int Percent, DateOnly? CompletedOn,
    long Version, DateTimeOffset UpdatedAt, string Origin, Guid? AssignmentId, Guid? ParentId, DateOnly? DueOn, DateOnly? ExtendedTo,
    string? Office, string? Assignee, bool NeedsConfirmation, string Confirmation, string? WaitingFor, bool ExtensionPending,
    int DelayDays, int Parts, int PartsDone, int EvidenceCount, string? CancelReason)
{
    public static TaskView Of(TaskRow t, DateTimeOffset now)
    {
        var today = VietnamTime.DateOf(now);
        var due = DueDay.Read(t.DueDates);
        var state = TaskRules.StateOf(t, today);
        return new(
            t.Id, t.OrgUnit, t.PlanId == Guid.Empty ? null : t.PlanId, t.Area, t.Number, t.Content, t.LeadAgency, Names(t.Coordinators),
            new(t.DeadlineText, t.DeadlineKind, t.DeadlineFrom, t.DeadlineTo, t.Recurrence, due), TaskRules.NextDue(due, today),
            Names(t.Products), state, t.Percent, t.CompletedOn, t.Version, t.UpdatedAt, t.Origin, t.AssignmentId, t.ParentId, t.DueOn,
            t.ExtendedTo,
            t.AssigneeOffice, t.AssigneeUser, t.NeedsConfirmation, t.Confirmation, t.WaitingFor, t.ExtensionPending,
            state == Contracts.Events.TaskStates.Overdue ? today.DayNumber - t.OverdueAfter!.Value.DayNumber : t.DelayDays,
            t.Parts, t.PartsDone, t.EvidenceCount, t.CancelReason);
    }

    private static List<string> Names(string json) => JsonSerializer.Deserialize<List<string>>(json, PlatformJson.Options)!;
}

public sealed record TaskDeadlineView(
    string Text, string Kind, DateOnly? From, DateOnly? To, string? Recurrence, IReadOnlyList<DateOnly> DueDates);

/// <param name="Total">All tasks that fit the filter, told up to 10,000; null on the pages that a cursor leads to.</param>
/// <param name="More">There are more than <paramref name="Total"/> says.</param>
/// <param name="Next">Cursor of the next page; null on the last one and in plan order.</param>
/// <param name="States">With <c>counts=true</c>: how many tasks are in each state, told up to 1,000 each (1,001 means more).</param>
public sealed record TaskPage(
    int? Total, int Page, int PageSize, IReadOnlyList<TaskView> Items, bool More = false, string? Next = null,
    IReadOnlyDictionary<string, int>? States = null);

/// <summary>One reported step of progress.</summary>
public sealed record ProgressView(
    int PercentBefore, int Percent, string StateBefore, string State, string? Comment, string By, DateTimeOffset At,
    DateOnly? Occurrence = null, IReadOnlyList<FigureView>? Figures = null);

public sealed record FigureView(string Name, decimal Value, string? Unit);

/// <param name="WrittenOn">Due date as written; names the occurrence.</param>
/// <param name="DueOn">Due date that counts.</param>
public sealed record OccurrenceView(
    DateOnly WrittenOn, DateOnly DueOn, DateOnly? ExtendedTo, int Percent, DateOnly? CompletedOn, string State)
{
    public static OccurrenceView Of(OccurrenceRow o, DateOnly today) => new(
        o.WrittenOn, o.DueOn, o.ExtendedTo, o.Percent, o.CompletedOn,
        o.CompletedOn > o.DueOn ? Contracts.Events.TaskStates.DoneLate
            : o.CompletedOn is not null ? Contracts.Events.TaskStates.DoneOnTime
            : o.DueOn < today ? Contracts.Events.TaskStates.Overdue
            : o.Percent > 0 ? Contracts.Events.TaskStates.InProgress : Contracts.Events.TaskStates.NotStarted);
}

/// <param name="State">pending, granted, refused.</param>
public sealed record ExtensionView(
    DateOnly? Occurrence, DateOnly? DueBefore, DateOnly AskedFor, string Reason, string AskedBy, DateTimeOffset AskedAt,
    string State, DateOnly? GrantedTo, string? Answer, string? DecidedBy, DateTimeOffset? DecidedAt)
{
    public static ExtensionView Of(ExtensionRow x) =>
        new(
            x.Occurrence, x.DueBefore, x.AskedFor, x.Reason, x.AskedBy, x.AskedAt, x.State, x.GrantedTo, x.Answer, x.DecidedBy,
            x.DecidedAt);
}

/// <summary>One change: who, when, and what was before and after.</summary>
public sealed record HistoryView(
    long Version, string Action, string? Comment, IReadOnlyList<FieldChange> Changes, string By, DateTimeOffset At);

/// <param name="History">Reported progress, oldest first.</param>
/// <param name="May">What the caller may do with the task now: progress, confirm, reject, reopen, cancel, ask-extension, grant-extension,
/// refuse-extension, extend, assign, wait, resume, evidence, split.</param>
public sealed record TaskDetail(
    TaskView Task, IReadOnlyList<ProgressView> History, IReadOnlyList<OccurrenceView> Occurrences, IReadOnlyList<TaskView> SubTasks,
    IReadOnlyList<ExtensionView> Extensions, IReadOnlyList<string> May);

using Platform.Contracts.Events;

namespace Platform.Tasks.Model;

/// <summary>The one place that says in which state a task is. Pure.</summary>
public static class TaskRules
{
    /// <summary>
    /// In this order: cancelled; done, but not confirmed yet: waiting; done: late or on time; waiting for a document of the upper
    /// level; past the day after which it is overdue; begun; waiting for an instruction that never came; not started.
    /// </summary>
    /// <param name="today">In Viet Nam.</param>
    public static string StateOf(TaskRow task, DateOnly today)
    {
        if (task.Cancelled)
            return TaskStates.Cancelled;
        if (task.CompletedOn is not null)
        {
            return task.Confirmation == Confirmations.Pending ? TaskStates.Waiting
                : task.DelayDays > 0 ? TaskStates.DoneLate
                : TaskStates.DoneOnTime;
        }
        if (task.WaitingFor is not null)
            return TaskStates.Waiting;
        if (task.OverdueAfter < today)
            return TaskStates.Overdue;
        if (task.Percent > 0 || (task.DeadlineKind == DeadlineKinds.Continuous && task.ReportedAt is not null))
            return TaskStates.InProgress;
        return task.DeadlineKind == DeadlineKinds.OnInstruction ? TaskStates.Waiting : TaskStates.NotStarted;
    }

    /// <summary>
    /// States that turn into overdue by the mere passing of a day; stored ones may be behind until the sweep has come by. The state
    /// as of a day is overdue where <see cref="TaskRow.OverdueAfter"/> is before it, and else the stored one.
    /// </summary>
    public static readonly string[] Running = [TaskStates.NotStarted, TaskStates.InProgress, TaskStates.Waiting];

    /// <summary>
    /// Works out everything that follows: progress and completion from the parts, the due date that counts, the day after which
    /// the task is overdue, the delay and the state. A continuous task (thường xuyên) is never overdue while the plan runs; when
    /// the plan's time is over it is overdue only if nothing was ever reported of it.
    /// </summary>
    /// <param name="occurrences">Of a recurring task; none otherwise.</param>
    /// <param name="children">The sub-tasks that are not cancelled.</param>
    public static void Settle(
        TaskRow task, IReadOnlyCollection<OccurrenceRow> occurrences, IReadOnlyCollection<TaskRow> children, DateOnly today)
    {
        List<TaskPart> parts = [.. occurrences.Select(PartOf), .. children.Select(PartOf)];
        (task.Parts, task.PartsDone) = (0, 0);
        if (parts.Count > 0)
        {
            var whole = RollUp.Of(parts);
            (task.Percent, task.CompletedOn, task.DelayDays) = (whole.Percent, whole.CompletedOn, whole.DelayDays);
            (task.Parts, task.PartsDone) = (whole.Parts, whole.Done);
            // The parent's own due date counts too; a series has none but its occurrences'.
            var own = occurrences.Count > 0 ? null : task.LastDueOn;
            task.DueOn = task.CompletedOn is null ? Earlier(own, whole.DueOn) : own ?? whole.DueOn;
            task.OverdueAfter = task.CompletedOn is null ? Earlier(own, whole.OverdueAfter) : null;
            if (own is not null)
                task.DelayDays = Math.Max(task.DelayDays, Delay(own, task.CompletedOn));
        }
        else
        {
            task.DueOn = task.LastDueOn;
            task.DelayDays = Delay(task.LastDueOn, task.CompletedOn);
            var reported = task.DeadlineKind == DeadlineKinds.Continuous && (task.ReportedAt is not null || task.Percent > 0);
            task.OverdueAfter = task.CompletedOn is not null || reported ? null : task.LastDueOn;
        }
        if (task.Cancelled || task.WaitingFor is not null)
            task.OverdueAfter = null;
        task.DueKey = task.DueOn?.DayNumber ?? int.MaxValue;
        task.State = StateOf(task, today);
    }

    /// <summary>The date that the plan's wording names next: the first not past, else the last.</summary>
    public static DateOnly? NextDue(IReadOnlyList<DateOnly> dueDates, DateOnly today) =>
        dueDates.Count == 0 ? null : dueDates.FirstOrDefault(d => d >= today, dueDates[^1]);

    /// <summary>Days between the due date and a later completion; 0 otherwise.</summary>
    public static int Delay(DateOnly? due, DateOnly? completed) =>
        due is { } d && completed > d ? completed.Value.DayNumber - d.DayNumber : 0;

    private static TaskPart PartOf(OccurrenceRow o) => new(1, o.Percent, o.DueOn, o.CompletedOn);

    private static TaskPart PartOf(TaskRow t) => new(
        t.Weight, t.Percent, t.LastDueOn, t.Confirmation == Confirmations.Pending ? null : t.CompletedOn,
        t.WaitingFor is not null || t.Confirmation == Confirmations.Pending);

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;
}

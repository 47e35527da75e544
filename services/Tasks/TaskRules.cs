using Platform.Contracts.Events;
using Platform.Tasks.Storage;

namespace Platform.Tasks;

/// <summary>The one place that says in which state a task is. Pure.</summary>
public static class TaskRules
{
    /// <param name="today">In Viet Nam.</param>
    public static string StateOf(TaskRow task, DateOnly today)
    {
        if (task.Cancelled)
            return TaskStates.Cancelled;
        if (task.CompletedOn is { } done)
            return task.LastDueOn is { } due && done > due ? TaskStates.DoneLate : TaskStates.DoneOnTime;
        if (task.LastDueOn < today)
            return TaskStates.Overdue;
        if (task.Percent > 0)
            return TaskStates.InProgress;
        return task.DeadlineKind == "onInstruction" ? TaskStates.Waiting : TaskStates.NotStarted;
    }

    /// <summary>The due date that counts next: the first not past, else the last.</summary>
    public static DateOnly? NextDue(IReadOnlyList<DateOnly> dueDates, DateOnly today) =>
        dueDates.Count == 0 ? null : dueDates.FirstOrDefault(d => d >= today, dueDates[^1]);
}

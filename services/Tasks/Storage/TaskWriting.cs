using Platform.Contracts.Events;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Model;

namespace Platform.Tasks.Storage;

/// <summary>What every write of a task leaves in the other tables.</summary>
public static class TaskWriting
{
    /// <summary>
    /// Puts the task's whole state into the outbox. A sub-task says nothing of its own: it is counted in its parent, once.
    /// </summary>
    public static void Announce(this TasksDb db, TaskRow task, DateTimeOffset now)
    {
        if (task.ParentId is null)
            db.Outbox.Add(OutboxMessage.For(Topics.TaskChanged, EventOf(task, now), now));
    }

    public static TaskChangedV1 EventOf(TaskRow task, DateTimeOffset now) => new(
        Guid.NewGuid(), task.Id, task.OrgUnit, task.Area, task.FromYear, task.ToYear, task.Version, task.State, task.DueOn, now,
        task.DelayDays, task.Origin);

    public static void Remember(this TasksDb db, TaskRow task, string changes, TaskChange change, string by, DateTimeOffset now) =>
        db.History.Add(new()
        {
            TaskId = task.Id,
            Version = task.Version,
            Action = change.Action,
            Comment = change.Comment,
            Changes = changes,
            By = by,
            At = now,
        });

    /// <summary>Gives new rows their numbers.</summary>
    public static async Task NumberAsync(this TasksDb db, IEnumerable<TaskRow> rows, CancellationToken stop)
    {
        var unnumbered = rows.ToList();
        foreach (var (row, number) in unnumbered.Zip(await TasksDb.TaskNumbers.TakeAsync(db, unnumbered.Count, stop)))
            row.Seq = number;
    }

    /// <summary>A step with the state that it led to.</summary>
    public static ProgressRow With(this ProgressRow step, TaskRow task) => new()
    {
        TaskId = step.TaskId,
        Occurrence = step.Occurrence,
        PercentBefore = step.PercentBefore,
        Percent = step.Percent,
        Comment = step.Comment,
        Figures = step.Figures,
        StateBefore = step.StateBefore,
        State = task.State,
        By = step.By,
        At = step.At,
    };
}

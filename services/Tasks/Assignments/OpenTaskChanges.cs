using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <summary>
/// Walks through an assignment's open tasks in batches and writes what a change of it makes of each; within the transaction that is open.
/// </summary>
public sealed class OpenTaskChanges(TasksDb db, Caller caller)
{
    private const int BatchSize = 500;

    /// <returns>How many tasks it concerned.</returns>
    public async Task<int> EachAsync(Guid assignment, string action, AssignmentChange change, DateTimeOffset now, CancellationToken stop)
    {
        var open = db.Tasks.Where(t => t.AssignmentId == assignment && !t.Cancelled && t.CompletedOn == null);
        if (!change.WithParts)
            open = open.Where(t => t.ParentId == null);
        for (var (after, count) = (0L, 0); ;)
        {
            db.ChangeTracker.Clear();
            var tasks = await open.Where(t => t.Seq > after).OrderBy(t => t.Seq).Take(BatchSize).ToListAsync(stop);
            if (tasks.Count == 0)
                return count;
            foreach (var task in tasks)
                await WriteAsync(task, action, change, now, stop);
            (after, count) = (tasks[^1].Seq, count + tasks.Count);
            await db.SaveChangesAsync(stop);
        }
    }

    private async Task WriteAsync(TaskRow task, string action, AssignmentChange change, DateTimeOffset now, CancellationToken stop)
    {
        db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, change.Notice(task, now), now));
        var before = FieldChanges.Of(task, []);
        change.Each?.Invoke(task);
        task.Version++;
        task.UpdatedAt = now;
        if (change.Each is not null)
        {
            var split = task.Parts > 0 && !task.Cancelled && task.DeadlineKind != DeadlineKinds.Recurring;
            List<TaskRow> children = split ? await db.Tasks.Where(t => t.ParentId == task.Id && !t.Cancelled).ToListAsync(stop) : [];
            TaskRules.Settle(task, [], children, VietnamTime.DateOf(now));
            db.Announce(task, now);
        }
        db.Remember(task, FieldChanges.Of(task, []).Since(before), new(action, change.Comment), caller.UserName, now);
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Changes;

/// <summary>
/// The one way in which a person changes a task: finds it in the caller's scope, lets a pure decision alter it, works out what
/// follows, and writes the change, its history and its events in one transaction.
/// </summary>
public sealed class TaskChanges(
    TasksDb db, TaskAccess access, Caller caller, WorkingDays workingDays, OfficeDirectory offices, TimeProvider time, OutboxSignal signal)
{
    /// <param name="action">One of <see cref="TaskActions"/>; refused with 403 or 409 when caller or state do not allow it.</param>
    public async Task<Result<TaskRow>> RunAsync(
        Guid id, string action, ChangeRequest request, Func<TaskCase, Result<TaskChange>> decide, CancellationToken stop)
    {
        var (now, calendar) = (time.GetUtcNow(), await workingDays.GetAsync(stop));
        var result = await db.WriteAsync(
            async () => await (await access.FindAsync(db.Tasks, id, stop)).ThenAsync(found => request.Key.OnceAsync(
                db, action, request.About(id), now,
                async () => await ChangeAsync(await CaseAsync(found, action, calendar, now, stop), action, request, decide, stop),
                task => task.Id.ToString(), _ => Task.FromResult<Result<TaskRow>>(found.Row), stop)),
            stop);
        signal.Set();
        return result;
    }

    private async Task<TaskCase> CaseAsync(
        FoundTask found, string action, WorkingCalendar calendar, DateTimeOffset now, CancellationToken stop)
    {
        var (task, id) = (found.Row, found.Row.Id);
        var occurrences = task.DeadlineKind == DeadlineKinds.Recurring
            ? await db.Occurrences.Where(o => o.TaskId == id).OrderBy(o => o.WrittenOn).ToListAsync(stop)
            : [];
        var children = task.Parts > 0 && occurrences.Count == 0
            ? await db.Tasks.Where(t => t.ParentId == id && !t.Cancelled).OrderBy(t => t.Position).ToListAsync(stop)
            : [];
        var asked = task.ExtensionPending
            ? await db.Extensions.FirstOrDefaultAsync(x => x.TaskId == id && x.State == ExtensionStates.Pending, stop)
            : null;
        return new(task, occurrences, children, asked, found.Unit, caller, calendar, now)
        {
            Offices = action is TaskActions.Assign or TaskActions.Split ? await offices.OfAsync(task.OrgUnit, stop) : [],
            Evidence = action == TaskActions.Evidence ? await db.Evidence.Where(e => e.TaskId == id).ToListAsync(stop) : [],
        };
    }

    private async Task<Result<TaskRow>> ChangeAsync(
        TaskCase c, string action, ChangeRequest request, Func<TaskCase, Result<TaskChange>> decide, CancellationToken stop)
    {
        if (c.Refusal(action) is { } refused)
            return refused;
        if (!request.Seen.Holds(c.Task.Version))
        {
            return new Failure(
                TaskErrors.Stale,
                $"Nhiệm vụ đã được người khác cập nhật (phiên bản {c.Task.Version}, bạn đang xem phiên bản {request.Seen}). Hãy tải lại.");
        }
        var (before, known) = (FieldChanges.Of(c.Task, c.Occurrences), c.Occurrences.ToList());
        var decided = decide(c);
        // Nothing of a refused decision may be written by whoever saves next.
        if (decided.Failure is not null)
            db.ChangeTracker.Clear();
        return await decided.ThenAsync<TaskRow>(async change =>
        {
            db.Occurrences.AddRange(c.Occurrences.Except(known));
            db.Occurrences.RemoveRange(known.Except(c.Occurrences));
            await ApplyAsync(c, change, before, stop);
            await db.SaveChangesAsync(stop);
            return c.Task;
        });
    }

    private async Task ApplyAsync(TaskCase c, TaskChange change, FieldChanges before, CancellationToken stop)
    {
        if (change.NewChildren.Count > 0)
            await db.NumberAsync(change.NewChildren, stop);
        foreach (var child in change.NewChildren)
        {
            TaskRules.Settle(child, [], [], c.Today);
            db.Tasks.Add(child);
            db.Remember(child, "[]", new("created", null), c.Caller.UserName, c.Now);
        }
        DueDay.Apply(c.Task, c.Occurrences, c.Calendar);
        TaskRules.Settle(c.Task, c.Occurrences, [.. c.Children.Where(t => !t.Cancelled), .. change.NewChildren], c.Today);
        c.Task.Version++;
        c.Task.UpdatedAt = c.Now;
        db.Remember(c.Task, FieldChanges.Of(c.Task, c.Occurrences).Since(before), change, c.Caller.UserName, c.Now);
        if (change.Reported is not null)
            db.Progress.Add(change.Reported.With(c.Task));
        if (change.Asked is not null)
            db.Extensions.Add(change.Asked);
        if (change.Shown is not null)
            db.Evidence.Add(change.Shown);
        foreach (var notice in change.Notices)
            db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, notice, c.Now));
        db.Announce(c.Task, c.Now);
        if (c.Task.ParentId is { } parent)
            await SettleParentAsync(parent, c, stop);
    }

    /// <summary>What a sub-task does to its parent.</summary>
    private async Task SettleParentAsync(Guid id, TaskCase c, CancellationToken stop)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, stop) is not { } parent)
            return;
        var siblings = await db.Tasks.Where(t => t.ParentId == id && t.Id != c.Task.Id && !t.Cancelled).ToListAsync(stop);
        var before = FieldChanges.Of(parent, []);
        TaskRules.Settle(parent, [], c.Task.Cancelled ? siblings : [.. siblings, c.Task], c.Today);
        parent.Version++;
        parent.UpdatedAt = c.Now;
        parent.ReportedAt = c.Now;
        db.Remember(parent, FieldChanges.Of(parent, []).Since(before), new("sub-task", c.Task.Content), c.Caller.UserName, c.Now);
        db.Announce(parent, c.Now);
    }
}

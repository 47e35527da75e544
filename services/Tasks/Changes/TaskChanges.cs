using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Changes;

/// <summary>
/// The one way in which a person changes a task: finds it in the caller's scope, lets a pure decision alter it, works out what
/// follows, and writes the change, its history and its events in one transaction.
/// </summary>
public sealed class TaskChanges(TasksDb db, OrgUnitDirectory directory, WorkingDays workingDays, TimeProvider time, OutboxSignal signal)
{
    /// <param name="action">One of <see cref="TaskActions"/>; refused with 403 or 409 when caller or state do not allow it.</param>
    public async Task<Result<TaskRow>> RunAsync(
        Guid id, string action, Caller caller, ChangeRequest request, Func<TaskCase, Result<Change>> decide, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var units = await directory.GetAsync(stop);
        var calendar = await workingDays.GetAsync(stop);
        var result = await db.WriteAsync<Result<TaskRow>>(
            async () =>
            {
                var found = await LoadAsync(id, caller, units, calendar, now, stop);
                if (found.Failure is { } missing)
                    return missing;
                var task = found.Value.Task;
                if (request.Key is not null)
                {
                    var key = $"{caller.UserName}/{action}/{request.Key}";
                    var before = await IdempotencyRecord.FindAsync(db, key, request.HashFor(id), stop);
                    if (before.Failure is { } reused)
                        return reused;
                    if (before.Value is not null)
                        return task;
                    db.IdempotencyRecords.Add(new() { Key = key, RequestHash = request.HashFor(id), Response = id.ToString(), CreatedAt = now });
                }
                if (found.Value.Refusal(action) is { } refused)
                    return refused;
                if (!request.Seen.Holds(task.Version))
                    return new Failure(TaskErrors.Stale, $"Nhiệm vụ đã được người khác cập nhật (phiên bản {task.Version}, bạn đang xem phiên bản {request.Seen}). Hãy tải lại.");
                var failure = await ApplyAsync(found.Value, decide, stop);
                if (failure is not null)
                    return failure;
                await db.SaveChangesAsync(stop);
                return task;
            },
            stop);
        signal.Set();
        return result;
    }

    private async Task<Result<TaskCase>> LoadAsync(
        Guid id, Caller caller, OrgUnitSnapshot units, WorkingCalendar calendar, DateTimeOffset now, CancellationToken stop)
    {
        var task = await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, stop);
        if (task is null || !units.ByCode.TryGetValue(task.OrgUnit, out var unit) || !Rights.ReadUnit.Allows(caller, unit))
            return new Failure(TaskErrors.NotFound, "Không có nhiệm vụ này.");
        var occurrences = task.DeadlineKind == DeadlineKinds.Recurring
            ? await db.Occurrences.Where(o => o.TaskId == id).OrderBy(o => o.WrittenOn).ToListAsync(stop)
            : [];
        var children = task.Parts > 0 && occurrences.Count == 0
            ? await db.Tasks.Where(t => t.ParentId == id && !t.Cancelled).OrderBy(t => t.Position).ToListAsync(stop)
            : [];
        var asked = task.ExtensionPending ? await db.Extensions.FirstOrDefaultAsync(x => x.TaskId == id && x.State == ExtensionStates.Pending, stop) : null;
        return new TaskCase(task, occurrences, children, asked, unit, caller, calendar, now);
    }

    private async Task<Failure?> ApplyAsync(TaskCase c, Func<TaskCase, Result<Change>> decide, CancellationToken stop)
    {
        var before = FieldChanges.Of(c.Task, c.Occurrences);
        var known = c.Occurrences.ToList();
        var decided = decide(c);
        if (decided.Failure is { } no)
        {
            // Nothing of a refused decision may be written by whoever saves next.
            db.ChangeTracker.Clear();
            return no;
        }
        var change = decided.Value;
        if (change.Also is not null && await change.Also(db, stop) is { } failed)
        {
            db.ChangeTracker.Clear();
            return failed;
        }
        db.Occurrences.AddRange(c.Occurrences.Except(known));
        db.Occurrences.RemoveRange(known.Except(c.Occurrences));
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
        if (change.Step is not null)
            db.Progress.Add(change.Step.With(c.Task));
        if (change.Asked is not null)
            db.Extensions.Add(change.Asked);
        foreach (var notice in change.Notices)
            db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, notice, c.Now));
        db.Announce(c.Task, c.Now);
        if (c.Task.ParentId is { } parent)
            await SettleParentAsync(parent, c, stop);
        return null;
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

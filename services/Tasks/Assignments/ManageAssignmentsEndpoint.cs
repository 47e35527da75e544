using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Notices;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <summary>What the city does with all tasks of an assignment that are still open: cancel, move the due date, remind.</summary>
public static class ManageAssignmentsEndpoint
{
    public sealed record CancelInput(string? Reason);

    public sealed record DeadlineInput(DateOnly? DueOn, string? Reason);

    public sealed record RemindInput(string? Message);

    /// <param name="Tasks">How many tasks it concerned.</param>
    public sealed record ManageAnswer(int Tasks);

    public static void MapManageAssignments(this WebApplication app)
    {
        app.For(Rights.ManageAssignment).MapPost("/api/tasks/assignments/{id:guid}/cancel", (
            Guid id, CancelInput input, Managing m, CancellationToken stop) => m.RunAsync(
                id, "cancelled", input, input.Reason, f => f.Reason(input.Reason), a => a.CancelReason = input.Reason,
                t => (t.Cancelled, t.CancelReason, t.ExtensionPending) = (true, input.Reason, false),
                (t, now) => TaskNotices.ToWorkers(t, "cancelled", "Bị hủy", input.Reason!, now, NoticeUrgency.Warning), stop))
            .Produces<ManageAnswer>().WithSummary("Cancels an assignment and its open tasks (city-admin)");
        app.For(Rights.ManageAssignment).MapPost("/api/tasks/assignments/{id:guid}/deadline", (
            Guid id, DeadlineInput input, Managing m, CancellationToken stop) => m.RunAsync(
                id, "deadline-changed", input, input.Reason,
                f =>
                {
                    f.Reason(input.Reason);
                    f.Due(input.DueOn, m.Today);
                },
                a => (a.DueDates, a.DeadlineText) = (Json(input.DueOn!.Value), NewTask.TextOf([input.DueOn.Value])),
                t => Move(t, input.DueOn!.Value, m.Calendar),
                (t, now) => TaskNotices.ToWorkers(t, "deadline-changed", $"Hạn mới {t.DueOn:dd/MM/yyyy}", input.Reason!, now), stop, onlySingle: true))
            .Produces<ManageAnswer>().WithSummary("Sets another due date for all open tasks of an assignment (city-admin)");
        app.For(Rights.ManageAssignment).MapPost("/api/tasks/assignments/{id:guid}/remind", (
            Guid id, RemindInput input, Managing m, CancellationToken stop) => m.RunAsync(
                id, "reminded", input, input.Message, f => f.Comment(input.Message, "message"), a => a.Reminders++, change: null,
                (t, now) => TaskNotices.ToWorkers(t, "reminder", "Đôn đốc", input.Message ?? "", now, NoticeUrgency.Warning), stop))
            .Produces<ManageAnswer>().WithSummary("Reminds every commune whose task is still open (city-admin)");
    }

    private static string Json(DateOnly day) => JsonSerializer.Serialize(new[] { day }, PlatformHost.Json);

    private static void Move(TaskRow task, DateOnly to, WorkingCalendar calendar)
    {
        (task.DueDates, task.DeadlineText, task.DeadlineTo, task.ExtendedTo) = (Json(to), NewTask.TextOf([to]), to, null);
        task.ToYear = Math.Max(task.ToYear, to.Year);
        DueDay.Apply(task, [], calendar);
    }

    /// <summary>Finds the assignment, walks through its open tasks in batches within one transaction, and writes what follows for each.</summary>
    public sealed record Managing(
        HttpRequest Http, Caller Caller, OrgUnitDirectory Directory, TasksDb Db, TimeProvider Time, OutboxSignal Signal, WorkingCalendar Calendar)
    {
        private const int BatchSize = 500;

        public DateOnly Today => VietnamTime.DateOf(Time.GetUtcNow());

        public static async ValueTask<Managing?> BindAsync(HttpContext http)
        {
            T Get<T>() where T : notnull => http.RequestServices.GetRequiredService<T>();
            return new(
                http.Request, Caller.From(http.User), Get<OrgUnitDirectory>(), Get<TasksDb>(), Get<TimeProvider>(), Get<OutboxSignal>(),
                await Get<WorkingDays>().GetAsync(http.RequestAborted));
        }

        public async Task<IResult> RunAsync<TInput>(
            Guid id, string action, TInput input, string? comment, Action<Findings> check, Action<AssignmentRow> mark, Action<TaskRow>? change,
            Func<TaskRow, DateTimeOffset, NoticeRaisedV1> notice, CancellationToken stop, bool onlySingle = false)
        {
            var findings = new Findings();
            check(findings);
            if (findings.Failure is { } wrong)
                return wrong.ToProblem();
            var (now, units) = (Time.GetUtcNow(), await Directory.GetAsync(stop));
            var request = ChangeRequest.Of(Http, input);
            var done = await Db.WriteAsync<Result<int>>(
                async () =>
                {
                    if (await Db.Assignments.SingleOrDefaultAsync(a => a.Id == id, stop) is not { } row || !Rights.ManageAssignment.Allows(Caller, units.ByCode[row.Scope]))
                        return AssignmentsEndpoint.NotThere();
                    if (request.Key is { } k)
                    {
                        var key = $"{Caller.UserName}/assignment-{action}/{k}";
                        var before = await IdempotencyRecord.FindAsync(Db, key, request.HashFor(id), stop);
                        if (before.Failure is { } reused)
                            return reused;
                        if (before.Value is { } known)
                            return int.Parse(known, System.Globalization.CultureInfo.InvariantCulture);
                    }
                    if (row.CancelReason is not null)
                        return new Failure(TaskErrors.AssignmentCancelled, "Việc giao này đã bị hủy.");
                    if (onlySingle && row.Recurrence is not null)
                        return new Failure(TaskErrors.WrongState, "Việc giao định kỳ có nhiều kỳ hạn; hãy gia hạn từng nhiệm vụ.");
                    mark(row);
                    await Db.SaveChangesAsync(stop);
                    var count = await EachAsync(id, action, comment, change, notice, now, stop);
                    if (request.Key is { } used)
                    {
                        Db.IdempotencyRecords.Add(new()
                        {
                            Key = $"{Caller.UserName}/assignment-{action}/{used}",
                            RequestHash = request.HashFor(id),
                            Response = $"{count}",
                            CreatedAt = now,
                        });
                        await Db.SaveChangesAsync(stop);
                    }
                    return count;
                },
                stop);
            Signal.Set();
            return done.ToHttp(count => Results.Ok(new ManageAnswer(count)));
        }

        private async Task<int> EachAsync(
            Guid id, string action, string? comment, Action<TaskRow>? change, Func<TaskRow, DateTimeOffset, NoticeRaisedV1> notice, DateTimeOffset now, CancellationToken stop)
        {
            var (after, count) = (0L, 0);
            while (true)
            {
                Db.ChangeTracker.Clear();
                // Sub-tasks are the commune's own; only a cancelled whole takes them along.
                var withParts = action == "cancelled";
                var tasks = await Db.Tasks.Where(t => t.AssignmentId == id && t.Seq > after && !t.Cancelled && t.CompletedOn == null && (withParts || t.ParentId == null))
                    .OrderBy(t => t.Seq).Take(BatchSize).ToListAsync(stop);
                if (tasks.Count == 0)
                    return count;
                foreach (var task in tasks)
                {
                    Db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, notice(task, now), now));
                    var before = FieldChanges.Of(task, []);
                    change?.Invoke(task);
                    task.Version++;
                    task.UpdatedAt = now;
                    if (change is not null)
                    {
                        var split = task.Parts > 0 && !task.Cancelled && task.DeadlineKind != DeadlineKinds.Recurring;
                        List<TaskRow> children = split ? await Db.Tasks.Where(t => t.ParentId == task.Id && !t.Cancelled).ToListAsync(stop) : [];
                        TaskRules.Settle(task, [], children, Today);
                        Db.Announce(task, now);
                    }
                    Db.Remember(task, FieldChanges.Of(task, []).Since(before), new(action, comment), Caller.UserName, now);
                    count++;
                }
                after = tasks[^1].Seq;
                await Db.SaveChangesAsync(stop);
            }
        }
    }
}

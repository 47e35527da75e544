using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Assign;
using Platform.Tasks.Changes;
using Platform.Tasks.Notices;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks.AdHoc;

/// <summary>A task that a commune's leader gives to an office or an official, beside any plan (việc đột xuất).</summary>
public static class AdHocEndpoint
{
    /// <param name="Area">1..7; absent or 0 when it belongs to none.</param>
    /// <param name="NeedsConfirmation">Whether the leader confirms that it is done; no when absent.</param>
    public sealed record AdHocInput(
        string? OrgUnit, string? Content, int? Area, IReadOnlyList<string>? Products, DateOnly? DueOn, string? Office, string? Assignee, bool? NeedsConfirmation);

    public static void MapAdHoc(this WebApplication app) =>
        app.For(Rights.LeadTasks).MapPost("/api/tasks", CreateAsync).Produces<TaskView>(201)
            .WithSummary("A task of the unit's own (the unit's leader)");

    private static async Task<IResult> CreateAsync(
        AdHocInput input, HttpRequest http, Caller caller, OrgUnitDirectory directory, OfficeDirectory offices, WorkingDays workingDays,
        TasksDb db, TimeProvider time, OutboxSignal signal, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var found = (await directory.GetAsync(stop)).Find(input.OrgUnit ?? caller.Unit);
        if (found.Failure is { } unknown)
            return unknown.ToProblem();
        var unit = found.Value;
        if ((Rights.LeadTasks.Refusal(caller, unit) ?? (unit.IsLeaf ? null : RequestErrors.NotAllowed(Rights.LeadTasks.Action))) is { } refusal)
            return refusal.ToProblem();
        var decided = Decide(input, await offices.OfAsync(unit.Code, stop), VietnamTime.DateOf(now));
        if (decided.Failure is { } wrong)
            return wrong.ToProblem();
        var request = ChangeRequest.Of(http, input);
        var (task, _) = decided.Value.For(unit, TaskOrigins.AdHoc, null, await workingDays.GetAsync(stop), now);
        var stored = await db.WriteAsync<Result<TaskRow>>(
            async () =>
            {
                if (request.Key is { } k)
                {
                    var key = $"{caller.UserName}/create/{k}";
                    var before = await IdempotencyRecord.FindAsync(db, key, request.HashFor(Guid.Empty), stop);
                    if (before.Failure is { } reused)
                        return reused;
                    if (before.Value is { } id && await db.Tasks.FindAsync([Guid.Parse(id)], stop) is { } known)
                        return known;
                    db.IdempotencyRecords.Add(new() { Key = key, RequestHash = request.HashFor(Guid.Empty), Response = task.Id.ToString(), CreatedAt = now });
                }
                await db.NumberAsync([task], stop);
                db.Tasks.Add(task);
                db.Remember(task, "[]", new("created", null), caller.UserName, now);
                db.Announce(task, now);
                db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, TaskNotices.ToWorkers(task, "assigned", "Được giao", "", now), now));
                await db.SaveChangesAsync(stop);
                return task;
            },
            stop);
        signal.Set();
        return stored.ToHttp(t => Results.Created($"/api/tasks/{t.Id}", TaskView.Of(t, now)));
    }

    public static Result<NewTask> Decide(AdHocInput input, IReadOnlyList<OfficeInfo> offices, DateOnly today)
    {
        var findings = new Findings();
        findings.Content(input.Content);
        findings.Area(input.Area);
        findings.Products(input.Products);
        findings.Due(input.DueOn, today);
        AssignEndpoint.Who(findings, input.Office, input.Assignee, offices);
        return findings.Failure is { } wrong ? wrong : new NewTask(
            input.Content!, input.Area ?? 0, input.Products ?? [], null, [input.DueOn!.Value], null,
            AssignEndpoint.Given(input.Office), AssignEndpoint.Given(input.Assignee), input.NeedsConfirmation ?? false);
    }
}

using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Answers;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;
using Platform.Tasks.Storage;

namespace Platform.Tasks.AdHoc;

/// <summary>A task that a commune's leader gives to an office or an official, beside any plan (việc đột xuất).</summary>
public static class AdHocEndpoint
{
    /// <param name="Area">1..7; absent or 0 when it belongs to none.</param>
    /// <param name="NeedsConfirmation">Whether the leader confirms that it is done; no when absent.</param>
    public sealed record AdHocInput(
        string? OrgUnit, string? Content, int? Area, IReadOnlyList<string>? Products, DateOnly? DueOn, string? Office, string? Assignee,
        bool? NeedsConfirmation);

    public static void MapAdHoc(this IEndpointRouteBuilder app) =>
        app.For(Rights.LeadTasks).MapPost("/api/tasks", CreateAsync).WithSummary("A task of the unit's own (the unit's leader)");

    private static async Task<CreatedAnswer<TaskView>> CreateAsync(
        AdHocInput input, IdempotencyKey key, Caller caller, OrgUnitDirectory directory, OfficeDirectory offices, WorkingDays workingDays,
        TasksDb db, TaskAccess access, TimeProvider time, OutboxSignal signal, CancellationToken stop)
    {
        var (now, calendar) = (time.GetUtcNow(), await workingDays.GetAsync(stop));
        var made = await (await directory.GetAsync(stop)).Find(input.OrgUnit ?? caller.Unit).Then(unit => Led(unit, caller))
            .ThenAsync<TaskRow>(async unit => Decide(input, await offices.OfAsync(unit.Code, stop), VietnamTime.DateOf(now))
                .Then(task => task.For(unit, TaskOrigins.AdHoc, null, calendar, now).Task));
        var request = ChangeRequest.Of(Precondition.None, key, input).About(Guid.Empty);
        var stored = await made.ThenAsync(task => db.WriteAsync(
            () => key.OnceAsync(
                db, "create", request, now, () => StoreAsync(task, db, caller, now, stop), t => t.Id.ToString(),
                id => KnownAsync(id, access, stop), stop),
            stop));
        signal.Set();
        return CreatedAnswer<TaskView>.At(stored.Then(task => TaskView.Of(task, now)), task => $"/api/tasks/{task.Id}");
    }

    private static Result<OrgUnitInfo> Led(OrgUnitInfo unit, Caller caller)
    {
        if (Rights.LeadTasks.Refusal(caller, unit) is { } refusal)
            return refusal;
        return unit.IsLeaf ? unit : RequestErrors.NotAllowed(Rights.LeadTasks.Action);
    }

    public static Result<NewTask> Decide(AdHocInput input, IReadOnlyList<OfficeInfo> offices, DateOnly today)
    {
        var findings = new Findings();
        findings.Content(input.Content);
        findings.Area(input.Area);
        findings.Products(input.Products);
        findings.Due(input.DueOn, today);
        findings.Worker(input.Office, input.Assignee, offices);
        return findings.Failure is { } wrong ? wrong : new NewTask(
            input.Content!, input.Area ?? 0, input.Products ?? [], null, [input.DueOn!.Value], null,
            Findings.Given(input.Office), Findings.Given(input.Assignee), input.NeedsConfirmation ?? false);
    }

    private static async Task<Result<TaskRow>> StoreAsync(
        TaskRow task, TasksDb db, Caller caller, DateTimeOffset now, CancellationToken stop)
    {
        await db.NumberAsync([task], stop);
        db.Tasks.Add(task);
        db.Remember(task, "[]", new("created", null), caller.UserName, now);
        db.Announce(task, now);
        db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, TaskNotices.ToWorkers(task, "assigned", "Được giao", "", now), now));
        await db.SaveChangesAsync(stop);
        return task;
    }

    /// <summary>What was made before, as far as the caller may still see it.</summary>
    private static async Task<Result<TaskRow>> KnownAsync(string id, TaskAccess access, CancellationToken stop) =>
        (await access.FindAsync(Guid.Parse(id), stop)).Then<TaskRow>(found => found.Row);
}

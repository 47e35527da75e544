using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <summary>Assignments of the city: giving one, giving many, looking at them.</summary>
public static class AssignmentsEndpoint
{
    private const int MostAtOnce = 200;
    private const int MostTasks = 20_000;

    public sealed record BatchInput(IReadOnlyList<AssignmentInput?>? Items);

    /// <param name="Tasks">Tasks made.</param>
    public sealed record BatchAnswer(IReadOnlyList<Guid> Ids, int Tasks);

    public static void MapAssignments(this WebApplication app)
    {
        app.For(Rights.AssignTasks).MapPost("/api/tasks/assignments", CreateAsync).Produces<AssignmentView>(201)
            .WithSummary("Gives one task to many communes in one step (city-admin)");
        app.For(Rights.AssignTasks).MapPost("/api/tasks/assignments/batch", CreateManyAsync).Produces<BatchAnswer>(201)
            .WithSummary("Gives many tasks to many communes in one step, all or none (city-admin)");
        app.For(Rights.ListAssignments).MapGet("/api/tasks/assignments", ListAsync).Produces<AssignmentPage>()
            .WithSummary("Assignments of the caller's unit, newest first");
        app.For(Rights.ReadAssignment).MapGet("/api/tasks/assignments/{id:guid}", ViewAsync).Produces<AssignmentDetail>()
            .WithSummary("An assignment with the state in every commune");
        app.MapManageAssignments();
    }

    private static async Task<IResult> CreateAsync(
        AssignmentInput input, HttpRequest http, Caller caller, OrgUnitDirectory directory, WorkingDays workingDays, AssignmentWriter writer,
        TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var units = await directory.GetAsync(stop);
        var findings = new Findings();
        var decided = DecideAssignment.Decide(input, caller, units, VietnamTime.DateOf(now), findings);
        if (findings.Failure is { } wrong)
            return wrong.ToProblem();
        var written = await writer.WriteAsync([decided], caller, ChangeRequest.Of(http, input), await workingDays.GetAsync(stop), now, stop);
        if (written.Failure is { } failure)
            return failure.ToProblem();
        var row = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == written.Value[0], stop);
        return Results.Created($"/api/tasks/assignments/{row.Id}", (await ViewsAsync([row], db, VietnamTime.DateOf(now), stop))[0]);
    }

    private static async Task<IResult> CreateManyAsync(
        BatchInput input, HttpRequest http, Caller caller, OrgUnitDirectory directory, WorkingDays workingDays, AssignmentWriter writer,
        TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var units = await directory.GetAsync(stop);
        var findings = new Findings();
        if (input.Items is not { Count: > 0 and <= MostAtOnce } items)
        {
            findings.Add("items", TaskErrors.BadCount, $"Mỗi lần giao từ 1 đến {MostAtOnce} việc, nhận được {input.Items?.Count ?? 0}.");
            return findings.Failure!.ToProblem();
        }
        var decided = items.Select((item, i) => DecideAssignment.Decide(item, caller, units, VietnamTime.DateOf(now), findings, $"items[{i}].")).ToList();
        var tasks = decided.Sum(d => d.Units.Count);
        if (tasks > MostTasks)
            findings.Add("items", TaskErrors.BadCount, $"Danh sách tạo ra {tasks} nhiệm vụ, mỗi lần tối đa {MostTasks}.");
        if (findings.Failure is { } wrong)
            return wrong.ToProblem();
        var written = await writer.WriteAsync(decided, caller, ChangeRequest.Of(http, input), await workingDays.GetAsync(stop), now, stop);
        return written.ToHttp(ids => Results.Json(new BatchAnswer(ids, tasks), statusCode: 201));
    }

    private static async Task<IResult> ListAsync(
        int? page, int? pageSize, Caller caller, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var (number, size) = (page ?? 1, pageSize ?? 50);
        if (number is < 1 or > 1_000_000 || size is < 1 or > 200)
            return new Failure(TaskErrors.BadFilter, "Trang từ 1, mỗi trang từ 1 đến 200 việc giao.").ToProblem();
        var rows = db.Assignments.AsNoTracking().Where(a => a.Scope == caller.Unit);
        var found = await rows.OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id).Skip((number - 1) * size).Take(size).ToListAsync(stop);
        return Results.Ok(new AssignmentPage(
            await rows.CountAsync(stop), number, size, await ViewsAsync(found, db, VietnamTime.DateOf(time.GetUtcNow()), stop)));
    }

    private static async Task<IResult> ViewAsync(
        Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        if (await db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } row || !Rights.ReadAssignment.Allows(caller, units.ByCode[row.Scope]))
            return NotThere().ToProblem();
        var today = VietnamTime.DateOf(time.GetUtcNow());
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.AssignmentId == id && t.ParentId == null).OrderBy(t => t.OrgUnit).ToListAsync(stop);
        var view = (await ViewsAsync([row], db, today, stop))[0];
        return Results.Ok(new AssignmentDetail(view, tasks.ConvertAll(t => new AssignedUnitView(
            t.Id, t.OrgUnit, units.ByCode.GetValueOrDefault(t.OrgUnit)?.FullName ?? t.OrgUnit, units.ByCode.GetValueOrDefault(t.OrgUnit)?.Block,
            TaskRules.StateOf(t, today), t.Percent, t.DueOn, t.CompletedOn, t.Confirmation, t.ExtensionPending, t.EvidenceCount))));
    }

    private static async Task<List<AssignmentView>> ViewsAsync(List<AssignmentRow> rows, TasksDb db, DateOnly today, CancellationToken stop)
    {
        var ids = rows.ConvertAll(r => (Guid?)r.Id);
        var counts = await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.AssignmentId) && t.ParentId == null)
            .GroupBy(t => new { t.AssignmentId, State = t.OverdueAfter < today ? TaskStates.Overdue : t.State })
            .Select(g => new { g.Key.AssignmentId, g.Key.State, Count = g.Count() }).ToListAsync(stop);
        return rows.ConvertAll(r => new AssignmentView(
            r.Id, r.Scope, r.Content, r.Document, r.Area, JsonSerializer.Deserialize<List<string>>(r.Products, PlatformHost.Json)!, r.DeadlineText,
            DueDay.Read(r.DueDates), r.Recurrence, r.Office, r.NeedsConfirmation, r.Units, r.CancelReason, r.Reminders, r.CreatedBy, r.CreatedAt,
            counts.Where(c => c.AssignmentId == r.Id).ToDictionary(c => c.State, c => c.Count)));
    }

    public static Failure NotThere() => new(TaskErrors.NoAssignment, "Không có việc giao này.");
}

using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Storage;

namespace Platform.Tasks.View;

public static class ViewTasksEndpoint
{
    private const int MostPerPage = 500;
    private const int LastPage = 1_000_000;

    public static void MapViewTasks(this WebApplication app)
    {
        app.MapGet("/api/tasks", ListAsync).Produces<TaskPage>().WithSummary("Tasks of a unit (or of all units below it), in plan order");
        app.MapGet("/api/tasks/{id:guid}", async (Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time, CancellationToken stop) =>
        {
            var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
            if (found.Failure is { } failure)
                return failure.ToProblem();
            var history = await db.Progress.AsNoTracking().Where(p => p.TaskId == id).OrderBy(p => p.Id)
                .Select(p => new ProgressView(p.PercentBefore, p.Percent, p.StateBefore, p.State, p.Comment, p.By, p.At)).ToListAsync(stop);
            return Results.Ok(new TaskDetail(TaskView.Of(found.Value, time.GetUtcNow()), history));
        }).Produces<TaskDetail>();
    }

    private static async Task<IResult> ListAsync(
        string? orgUnit, int? area, string? state, int? year, Guid? planId, int? page, int? pageSize,
        Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        var found = units.Find(orgUnit ?? caller.Unit);
        if (found.Failure is { } unknown)
            return unknown.ToProblem();
        if (!caller.Sees(found.Value))
            return RequestErrors.OutOfScope(found.Value.Code).ToProblem();
        var (number, size) = (page ?? 1, pageSize ?? 100);
        if (number is < 1 or > LastPage || size is < 1 or > MostPerPage)
            return new Failure(TaskErrors.BadFilter, $"Trang từ 1, mỗi trang từ 1 đến {MostPerPage} nhiệm vụ.").ToProblem();

        var codes = units.LeavesUnder(found.Value.Code).Select(u => u.Code).ToList();
        var tasks = db.Tasks.AsNoTracking().Where(t => codes.Contains(t.OrgUnit)
            && (area == null || t.Area == area)
            && (state == null || t.State == state)
            && (year == null || (t.FromYear <= year && year <= t.ToYear))
            && (planId == null || t.PlanId == planId));
        var total = await tasks.CountAsync(stop);
        var rows = await tasks.OrderBy(t => t.OrgUnit).ThenBy(t => t.PlanId).ThenBy(t => t.Position)
            .Skip((number - 1) * size).Take(size).ToListAsync(stop);
        var now = time.GetUtcNow();
        return Results.Ok(new TaskPage(total, number, size, rows.ConvertAll(t => TaskView.Of(t, now))));
    }
}

/// <summary>A task out of the caller's scope answers like one that does not exist.</summary>
public static class TaskAccess
{
    public static async Task<Result<TaskRow>> FindAsync(Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, CancellationToken stop)
    {
        var task = await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, stop);
        var units = await directory.GetAsync(stop);
        return task is not null && units.ByCode.TryGetValue(task.OrgUnit, out var unit) && caller.Sees(unit)
            ? task
            : new Failure(TaskErrors.NotFound, "Không có nhiệm vụ này.");
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;

namespace Platform.Tasks.View;

/// <summary>One task with all that belongs to it.</summary>
public static class ViewTaskEndpoint
{
    private const int MostHistory = 500;

    public static void MapViewTask(this WebApplication app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}", ViewAsync).Produces<TaskDetail>().Revalidated<TaskDetail>(t => t.Task.Version)
            .WithSummary("A task with its reported progress, occurrences, sub-tasks, extensions, and what the caller may do with it");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}/history", HistoryAsync).Produces<IReadOnlyList<HistoryView>>()
            .WithSummary("Every change of a task, newest first: who, when, each field before and after");
    }

    private static async Task<IResult> ViewAsync(
        Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
        if (found.Failure is { } failure)
            return failure.ToProblem();
        var (task, unit) = found.Value;
        var now = time.GetUtcNow();
        var steps = await db.Progress.AsNoTracking().Where(p => p.TaskId == id).OrderBy(p => p.Id).Take(MostHistory).ToListAsync(stop);
        var occurrences = await db.Occurrences.AsNoTracking().Where(o => o.TaskId == id).OrderBy(o => o.WrittenOn).ToListAsync(stop);
        var children = await db.Tasks.AsNoTracking().Where(t => t.ParentId == id).OrderBy(t => t.Position).ToListAsync(stop);
        var extensions = await db.Extensions.AsNoTracking().Where(x => x.TaskId == id).OrderByDescending(x => x.AskedAt).Take(MostHistory).ToListAsync(stop);
        return Results.Ok(new TaskDetail(
            TaskView.Of(task, now),
            steps.ConvertAll(p => new ProgressView(
                p.PercentBefore, p.Percent, p.StateBefore, p.State, p.Comment, p.By, p.At, p.Occurrence,
                p.Figures is null ? null : JsonSerializer.Deserialize<List<FigureView>>(p.Figures, PlatformHost.Json))),
            occurrences.ConvertAll(o => OccurrenceView.Of(o, VietnamTime.DateOf(now))),
            children.ConvertAll(t => TaskView.Of(t, now)),
            extensions.ConvertAll(ExtensionView.Of),
            TaskActions.Allowed(task, TaskRights.Of(caller, unit, task))));
    }

    private static async Task<IResult> HistoryAsync(Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, CancellationToken stop)
    {
        var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
        if (found.Failure is { } failure)
            return failure.ToProblem();
        var rows = await db.History.AsNoTracking().Where(h => h.TaskId == id).OrderByDescending(h => h.Id).Take(MostHistory).ToListAsync(stop);
        return Results.Ok(rows.ConvertAll(h => new HistoryView(h.Version, h.Action, h.Comment, FieldChanges.Read(h.Changes), h.By, h.At)));
    }
}

/// <summary>A task out of the caller's scope answers like one that does not exist.</summary>
public static class TaskAccess
{
    public static async Task<Result<(TaskRow Task, OrgUnitInfo Unit)>> FindAsync(Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, CancellationToken stop)
    {
        var task = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, stop);
        var units = await directory.GetAsync(stop);
        return task is not null && units.ByCode.TryGetValue(task.OrgUnit, out var unit) && Rights.ReadUnit.Allows(caller, unit)
            ? (task, unit)
            : new Failure(TaskErrors.NotFound, "Không có nhiệm vụ này.");
    }
}

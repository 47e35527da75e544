using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.Tasks.Answers;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.View;

/// <summary>One task with all that belongs to it.</summary>
public static class ViewTaskEndpoint
{
    private const int MostHistory = 500;

    public static void MapViewTask(this IEndpointRouteBuilder app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}", ViewAsync).Revalidated<TaskDetail>(t => t.Task.Version)
            .WithSummary("A task with its reported progress, occurrences, sub-tasks, extensions, and what the caller may do with it");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}/history", HistoryAsync)
            .WithSummary("Every change of a task, newest first: who, when, each field before and after");
    }

    private static Task<Answer<TaskDetail>> ViewAsync([AsParameters] TaskScope task, TasksDb db) =>
        task.ReadAsync<TaskDetail>(async found =>
    {
        var (id, stop, now) = (task.Id, task.Stop, task.Time.GetUtcNow());
        var steps = await db.Progress.AsNoTracking().Where(p => p.TaskId == id).OrderBy(p => p.Id).Take(MostHistory).ToListAsync(stop);
        var occurrences = await db.Occurrences.AsNoTracking().Where(o => o.TaskId == id).OrderBy(o => o.WrittenOn).ToListAsync(stop);
        var children = await db.Tasks.AsNoTracking().Where(t => t.ParentId == id).OrderBy(t => t.Position).ToListAsync(stop);
        var extensions = await db.Extensions.AsNoTracking().Where(x => x.TaskId == id)
            .OrderByDescending(x => x.AskedAt).Take(MostHistory).ToListAsync(stop);
        return new TaskDetail(
            TaskView.Of(found.Row, now),
            steps.ConvertAll(p => new ProgressView(
                p.PercentBefore, p.Percent, p.StateBefore, p.State, p.Comment, p.By, p.At, p.Occurrence,
                p.Figures is null ? null : JsonSerializer.Deserialize<List<FigureView>>(p.Figures, PlatformJson.Options))),
            occurrences.ConvertAll(o => OccurrenceView.Of(o, VietnamTime.DateOf(now))),
            children.ConvertAll(t => TaskView.Of(t, now)),
            extensions.ConvertAll(ExtensionView.Of),
            TaskActions.Allowed(found.Row, found.Rights));
    });

    private static Task<Answer<List<HistoryView>>> HistoryAsync([AsParameters] TaskScope task, TasksDb db) =>
        task.ReadAsync<List<HistoryView>>(async _ =>
    {
        var rows = await db.History.AsNoTracking().Where(h => h.TaskId == task.Id).OrderByDescending(h => h.Id).Take(MostHistory)
            .ToListAsync(task.Stop);
        return rows.ConvertAll(h => new HistoryView(h.Version, h.Action, h.Comment, FieldChanges.Read(h.Changes), h.By, h.At));
    });
}

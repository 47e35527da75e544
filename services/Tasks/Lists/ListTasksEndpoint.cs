using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks.Lists;

/// <summary>Work lists. A cursor leads from page to page at the same speed however far; page numbers are for one unit's plan.</summary>
public static class ListTasksEndpoint
{
    private const int MostPerPage = 500;
    private const int LastPage = 1_000_000;
    private const int CountedTo = 10_000;
    private const int StateCountedTo = 1_001;

    public static void MapListTasks(this WebApplication app) =>
        app.For(Rights.ReadUnit).MapGet("/api/tasks", ListAsync)
            .WithSummary("Tasks of a unit, or of all units below it, filtered and sorted");

    private static async Task<Answer<TaskPage>> ListAsync(
        [AsParameters] TaskListQuery query, Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var (number, size) = (query.Page ?? 1, query.PageSize ?? 100);
        if (number is < 1 or > LastPage || size is < 1 or > MostPerPage)
            return new Failure(TaskErrors.BadFilter, $"Trang từ 1, mỗi trang từ 1 đến {MostPerPage} nhiệm vụ.");
        if (query.Sort is not (null or "" or ListCursor.ByDue or ListCursor.ByUpdate or ListCursor.ByPlan))
            return new Failure(TaskErrors.BadFilter, "Thứ tự (sort) là due, updated hoặc plan.");
        ListCursor? after = null;
        if (!string.IsNullOrEmpty(query.Cursor) && !ListCursor.TryParse(query.Cursor, out after))
            return new Failure(TaskErrors.BadFilter, "Vị trí trang (cursor) không đúng.");
        var found = await TaskSelection.OfAsync(query, caller, directory, db, now, stop);
        if (found.Failure is { } failure)
            return failure;

        var selection = found.Value;
        var sort = query.Sort is { Length: > 0 } asked ? asked
            : selection.Unit.IsLeaf && string.IsNullOrEmpty(query.Scope) && after is null ? ListCursor.ByPlan
            : ListCursor.ByDue;
        var tasks = selection.InStates();
        var rows = await Ordered(tasks, sort, after).Skip(after is null ? (number - 1) * size : 0).Take(size + 1).ToListAsync(stop);
        var states = query.Counts == true ? await StatesAsync(selection, stop) : null;
        // Of one unit the states are counted exactly, and their sum need not be counted again.
        int? total = after is not null ? null
            : states is not null && selection.Unit.IsLeaf ? states.Where(s => selection.States.Count == 0 || selection.States.Contains(s.Key)).Sum(s => s.Value)
            : await CountAsync(tasks, rows.Count, size, number, stop);
        var items = rows.Take(size).ToList();
        return new TaskPage(
            total is null ? null : Math.Min(total.Value, CountedTo), number, size, items.ConvertAll(t => TaskView.Of(t, now)),
            total > CountedTo,
            rows.Count > size && sort != ListCursor.ByPlan ? ListCursor.After(items[^1], sort).ToString() : null,
            states);
    }

    public static IQueryable<TaskRow> Ordered(IQueryable<TaskRow> tasks, string sort, ListCursor? after)
    {
        if (sort == ListCursor.ByPlan)
            return tasks.OrderBy(t => t.OrgUnit).ThenBy(t => t.PlanId).ThenBy(t => t.Position).ThenBy(t => t.Seq);
        if (sort == ListCursor.ByUpdate)
        {
            if (after is not null)
            {
                var (at, seq) = (DateTimeOffset.FromUnixTimeMilliseconds(after.Key), after.Seq);
                tasks = tasks.Where(t => t.UpdatedAt <= at && (t.UpdatedAt < at || t.Seq < seq));
            }
            return tasks.OrderByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Seq);
        }
        if (after is not null)
        {
            // Written so that the index gives the place and the rest only steps over the same day.
            var (key, seq) = (after.Key, after.Seq);
            tasks = tasks.Where(t => t.DueKey >= key && (t.DueKey > key || t.Seq > seq));
        }
        return tasks.OrderBy(t => t.DueKey).ThenBy(t => t.Seq);
    }

    /// <summary>The page itself tells when it is the only one; else counted, but not without end.</summary>
    private static async Task<int> CountAsync(IQueryable<TaskRow> tasks, int read, int size, int number, CancellationToken stop) =>
        number == 1 && read <= size ? read : await tasks.Take(CountedTo + 1).CountAsync(stop);

    private static async Task<Dictionary<string, int>> StatesAsync(TaskSelection selection, CancellationToken stop)
    {
        var counts = selection.Unit.IsLeaf ? await selection.CountStatesAsync(stop) : [];
        if (selection.Unit.IsLeaf)
        {
            foreach (var state in TaskSelection.KnownStates)
                counts.TryAdd(state, 0);
            return counts;
        }
        foreach (var state in TaskSelection.KnownStates)
            counts[state] = await selection.InStates([state]).Take(StateCountedTo).CountAsync(stop);
        return counts;
    }
}

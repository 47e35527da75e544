using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Answers;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;

namespace Platform.Tasks.Lists;

/// <summary>Work lists. A cursor leads from page to page at the same speed however far; page numbers are for one unit's plan.</summary>
public static class ListTasksEndpoint
{
    private const int MostPerPage = 500;
    private const int LastPage = 1_000_000;
    private const int CountedTo = 10_000;
    private const int StateCountedTo = 1_001;

    public static void MapListTasks(this IEndpointRouteBuilder app) =>
        app.For(Rights.ReadUnit).MapGet("/api/tasks", ListAsync)
            .WithSummary("Tasks of a unit, or of all units below it, filtered and sorted");

    private static async Task<Answer<TaskPage>> ListAsync(
        [AsParameters] TaskListQuery query, TaskSelections selections, TimeProvider time, CancellationToken stop)
    {
        var (number, size) = (query.Page ?? 1, query.PageSize ?? 100);
        if (number is < 1 or > LastPage || size is < 1 or > MostPerPage)
            return new Failure(TaskErrors.BadFilter, $"Trang từ 1, mỗi trang từ 1 đến {MostPerPage} nhiệm vụ.");
        if (query.Sort is not (null or "" or ListCursor.ByDue or ListCursor.ByUpdate or ListCursor.ByPlan))
            return new Failure(TaskErrors.BadFilter, "Thứ tự (sort) là due, updated hoặc plan.");
        ListCursor? after = null;
        if (!string.IsNullOrEmpty(query.Cursor) && !ListCursor.TryParse(query.Cursor, out after))
            return new Failure(TaskErrors.BadFilter, "Vị trí trang (cursor) không đúng.");
        return await (await selections.OfAsync(query, stop)).ThenAsync<TaskPage>(async selection =>
            await PageAsync(query, selection, number, size, after, time.GetUtcNow(), stop));
    }

    private static async Task<TaskPage> PageAsync(
        TaskListQuery query, TaskSelection selection, int number, int size, ListCursor? after, DateTimeOffset now, CancellationToken stop)
    {
        var sort = query.Sort is { Length: > 0 } asked ? asked
            : selection.Unit.IsLeaf && string.IsNullOrEmpty(query.Scope) && after is null ? ListCursor.ByPlan
            : ListCursor.ByDue;
        var tasks = selection.InStates();
        var rows = await ListOrder.Of(tasks, sort, after).Skip(after is null ? (number - 1) * size : 0).Take(size + 1).ToListAsync(stop);
        var states = query.Counts == true ? await StatesAsync(selection, stop) : null;
        // Of one unit the states are counted exactly, and their sum need not be counted again.
        int? total = after is not null ? null
            : states is not null && selection.Unit.IsLeaf
                ? states.Where(s => selection.States.Count == 0 || selection.States.Contains(s.Key)).Sum(s => s.Value)
            : await CountAsync(tasks, rows.Count, size, number, stop);
        var items = rows.Take(size).ToList();
        return new(
            total is null ? null : Math.Min(total.Value, CountedTo), number, size, items.ConvertAll(t => TaskView.Of(t, now)),
            total > CountedTo,
            rows.Count > size && sort != ListCursor.ByPlan ? ListCursor.After(items[^1], sort).ToString() : null,
            states);
    }

    /// <summary>The page itself tells when it is the only one; else counted, but not without end.</summary>
    private static async Task<int> CountAsync(IQueryable<TaskRow> tasks, int read, int size, int number, CancellationToken stop) =>
        number == 1 && read <= size ? read : await tasks.Take(CountedTo + 1).CountAsync(stop);

    private static async Task<Dictionary<string, int>> StatesAsync(TaskSelection selection, CancellationToken stop)
    {
        var counts = selection.Unit.IsLeaf ? await selection.CountStatesAsync(stop) : [];
        if (selection.Unit.IsLeaf)
        {
            // In one order, so that the same counts are the same answer.
            return TaskSelection.KnownStates.ToDictionary(state => state, state => counts.GetValueOrDefault(state));
        }
        foreach (var state in TaskSelection.KnownStates)
            counts[state] = await selection.InStates([state]).Take(StateCountedTo).CountAsync(stop);
        return counts;
    }
}

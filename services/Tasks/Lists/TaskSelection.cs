using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Rules;
using Platform.Tasks.Search;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Lists;

/// <summary>The tasks that a list is about, within the caller's scope: the one filter behind lists, counts and exports.</summary>
/// <param name="Tasks">Filtered by everything but the states; not ordered.</param>
/// <param name="States">The states asked for; empty for all.</param>
/// <param name="Today">In Viet Nam; the state shown and the one filtered by are both derived as of this day.</param>
/// <param name="Behind">The sweep has not come by since midnight: stored states may be behind.</param>
public sealed record TaskSelection(IQueryable<TaskRow> Tasks, IReadOnlyList<string> States, OrgUnitInfo Unit, DateOnly Today, bool Behind)
{
    private static readonly string[] AllStates =
        [TaskStates.NotStarted, TaskStates.InProgress, TaskStates.Waiting, TaskStates.Overdue, TaskStates.DoneOnTime, TaskStates.DoneLate, TaskStates.Cancelled];

    public static IReadOnlyList<string> KnownStates => AllStates;

    public IQueryable<TaskRow> InStates() => States.Count == 0 ? Tasks : InStates(States);

    /// <summary>How many tasks are in each state, exactly; for one unit, whose tasks can all be looked at.</summary>
    public Task<Dictionary<string, int>> CountStatesAsync(CancellationToken stop)
    {
        var today = Today;
        return Tasks.GroupBy(t => t.OverdueAfter < today ? TaskStates.Overdue : t.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
    }

    /// <summary>The tasks whose state, derived as of today, is one of these.</summary>
    public IQueryable<TaskRow> InStates(IReadOnlyList<string> states)
    {
        var (today, one) = (Today, states.Count == 1 ? states[0] : null);
        if (!Behind)
            return one is not null ? Tasks.Where(t => t.State == one) : Tasks.Where(t => states.Contains(t.State));
        var overdue = states.Contains(TaskStates.Overdue);
        return Tasks.Where(t => t.OverdueAfter < today ? overdue : states.Contains(t.State));
    }

    public static async Task<Result<TaskSelection>> OfAsync(
        TaskListQuery query, Caller caller, OrgUnitDirectory directory, TasksDb db, DateTimeOffset now, CancellationToken stop)
    {
        var today = VietnamTime.DateOf(now);
        var units = await directory.GetAsync(stop);
        var found = units.Find(query.OrgUnit ?? caller.Unit);
        if (found.Failure is { } unknown)
            return unknown;
        var unit = found.Value;
        if (!Rights.ReadUnit.Allows(caller, unit))
            return RequestErrors.OutOfScope(unit.Code);
        var wrong = Check(query, caller, today, out var states, out var due);
        if (wrong is not null)
            return new Failure(TaskErrors.BadFilter, wrong);

        var words = Folding.Words(query.Q ?? "");
        var tasks = words.Length > 0
            ? await SearchIndex.FindAsync(db, words, unit.Code == OrgUnitCodes.Nation ? null : unit.Code, stop)
            : db.Tasks.AsNoTracking();
        tasks = unit.IsLeaf ? tasks.Where(t => t.OrgUnit == unit.Code)
            : unit.Code == OrgUnitCodes.Nation ? tasks.Where(t => t.ParentId == null)
            : tasks.Where(t => t.Province == unit.Code);
        var behind = false;
        foreach (var state in TaskRules.Running)
            behind |= await db.Tasks.AnyAsync(t => t.State == state && t.OverdueAfter < today, stop);
        return new TaskSelection(Narrow(tasks, query, caller, due), states, unit, today, behind);
    }

    private static string? Check(TaskListQuery query, Caller caller, DateOnly today, out List<string> states, out DueRange? due)
    {
        states = [.. (query.State ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        due = null;
        if (states.Except(AllStates).FirstOrDefault() is { } state)
            return $"Không có trạng thái “{state}”. Trạng thái: {string.Join(", ", AllStates)}.";
        if (query.Scope is not (null or "" or "mine" or "office" or "unit" or "city"))
            return "Phạm vi (scope) là mine, office, unit hoặc city.";
        if (query.Scope == "office" && (query.Office ?? caller.Office) is null)
            return "Tài khoản không thuộc phòng nào; hãy chọn phòng (office).";
        if (query.Origin is not (null or "" or TaskOrigins.Plan or TaskOrigins.Assignment or TaskOrigins.AdHoc))
            return "Nguồn (origin) là plan, assignment hoặc adHoc.";
        if (query.Q?.Length > Findings.LongestName)
            return $"Từ tìm kiếm dài nhất {Findings.LongestName} ký tự.";
        if (string.IsNullOrEmpty(query.Due))
            return null;
        if (query.Due == "overdue")
        {
            states = [TaskStates.Overdue];
            return null;
        }
        due = DueRange.Parse(query.Due, today);
        if (due is null)
            return "Hạn (due) là overdue, week, month hoặc khoảng ngày như 2025-07-01..2025-09-30.";
        if (due.OpenOnly && states.Count == 0)
            states = [TaskStates.NotStarted, TaskStates.InProgress, TaskStates.Waiting, TaskStates.Overdue];
        return null;
    }

    private static IQueryable<TaskRow> Narrow(IQueryable<TaskRow> tasks, TaskListQuery q, Caller caller, DueRange? due)
    {
        if (q.Scope == "mine")
            tasks = tasks.Where(t => t.AssigneeUser == caller.UserName);
        else if (!string.IsNullOrEmpty(q.Assignee))
            tasks = tasks.Where(t => t.AssigneeUser == q.Assignee);
        if ((q.Scope == "office" ? q.Office ?? caller.Office : q.Office) is { Length: > 0 } office)
            tasks = tasks.Where(t => t.AssigneeOffice == office);
        if (q.Area is { } area)
            tasks = tasks.Where(t => t.Area == area);
        if (q.Year is { } year)
            tasks = tasks.Where(t => t.FromYear <= year && year <= t.ToYear);
        if (q.PlanId is { } plan)
            tasks = tasks.Where(t => t.PlanId == plan);
        if (!string.IsNullOrEmpty(q.Origin))
            tasks = tasks.Where(t => t.Origin == q.Origin);
        if (q.Assignment is { } assignment)
            tasks = tasks.Where(t => t.AssignmentId == assignment);
        if (!string.IsNullOrEmpty(q.Confirmation))
            tasks = tasks.Where(t => t.Confirmation == q.Confirmation);
        if (q.Extension == true)
            tasks = tasks.Where(t => t.ExtensionPending);
        if (due?.From?.DayNumber is { } from)
            tasks = tasks.Where(t => t.DueKey >= from);
        if (due is not null)
        {
            // Tasks without a due date come behind every day.
            var to = due.To?.DayNumber ?? int.MaxValue - 1;
            tasks = tasks.Where(t => t.DueKey <= to);
        }
        return tasks;
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Lists;

/// <summary>From what a list is asked for to its tasks, within the caller's scope.</summary>
public sealed class TaskSelections(TasksDb db, TaskAccess access, Caller caller, TimeProvider time)
{
    public async Task<Result<TaskSelection>> OfAsync(TaskListQuery query, CancellationToken stop)
    {
        var today = VietnamTime.DateOf(time.GetUtcNow());
        return await (await access.UnitAsync(query.OrgUnit, stop)).ThenAsync<TaskSelection>(async unit =>
        {
            if (Check(query, today, out var states, out var due) is { } wrong)
                return new Failure(TaskErrors.BadFilter, wrong);
            return new TaskSelection(
                Narrow(await OfUnitAsync(query, unit, stop), query, due), states, unit, today, await BehindAsync(today, stop));
        });
    }

    private async Task<IQueryable<TaskRow>> OfUnitAsync(TaskListQuery query, OrgUnitInfo unit, CancellationToken stop)
    {
        var words = SearchWords.Of(query.Q ?? "");
        var tasks = words.Length > 0
            ? await SearchIndex.FindAsync(db, words, unit.Code == OrgUnitCodes.Nation ? null : unit.Code, stop)
            : db.Tasks.AsNoTracking();
        return unit.IsLeaf ? tasks.Where(t => t.OrgUnit == unit.Code)
            : unit.Code == OrgUnitCodes.Nation ? tasks.Where(t => t.ParentId == null)
            : tasks.Where(t => t.Province == unit.Code);
    }

    private async Task<bool> BehindAsync(DateOnly today, CancellationToken stop)
    {
        foreach (var state in TaskRules.Running)
        {
            if (await db.Tasks.AnyAsync(t => t.State == state && t.OverdueAfter < today, stop))
                return true;
        }
        return false;
    }

    private string? Check(TaskListQuery query, DateOnly today, out List<string> states, out DueRange? due)
    {
        states = [.. (query.State ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        due = null;
        if (states.Except(TaskSelection.KnownStates).FirstOrDefault() is { } state)
            return $"Không có trạng thái “{state}”. Trạng thái: {string.Join(", ", TaskSelection.KnownStates)}.";
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

    private IQueryable<TaskRow> Narrow(IQueryable<TaskRow> tasks, TaskListQuery q, DueRange? due)
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

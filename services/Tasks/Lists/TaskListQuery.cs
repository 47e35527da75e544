using Microsoft.AspNetCore.Mvc;

namespace Platform.Tasks.Lists;

/// <summary>What a work list is asked for. Everything may be absent.</summary>
/// <param name="OrgUnit">The unit, or all units below it; absent: the caller's.</param>
/// <param name="Scope">mine (given to the caller), office (the caller's office, or <paramref name="Office"/>), unit, city.</param>
/// <param name="State">One state or several, with commas between.</param>
/// <param name="Due">overdue, week, month (open tasks due by the end of this week or month), or from..to (either may be left out).</param>
/// <param name="Origin">plan, assignment, adHoc.</param>
/// <param name="Assignment">Tasks of one assignment.</param>
/// <param name="Confirmation">pending: those that wait for a confirmation; rejected: those sent back.</param>
/// <param name="Extension">true: those with a request for an extension.</param>
/// <param name="Q">Beginnings of words in number, content, agencies, products; diacritics do not matter.</param>
/// <param name="Sort">due, updated (newest first), plan (order of the plan; the default for one unit).</param>
/// <param name="Cursor">From <c>next</c> of the page before, with the same filter.</param>
/// <param name="Counts">true: also how many tasks are in each state, whatever <paramref name="State"/> says.</param>
public sealed record TaskListQuery(
    [FromQuery(Name = "orgUnit")] string? OrgUnit,
    [FromQuery(Name = "scope")] string? Scope,
    [FromQuery(Name = "area")] int? Area,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "year")] int? Year,
    [FromQuery(Name = "planId")] Guid? PlanId,
    [FromQuery(Name = "due")] string? Due,
    [FromQuery(Name = "origin")] string? Origin,
    [FromQuery(Name = "assignment")] Guid? Assignment,
    [FromQuery(Name = "office")] string? Office,
    [FromQuery(Name = "assignee")] string? Assignee,
    [FromQuery(Name = "confirmation")] string? Confirmation,
    [FromQuery(Name = "extension")] bool? Extension,
    [FromQuery(Name = "q")] string? Q,
    [FromQuery(Name = "sort")] string? Sort,
    [FromQuery(Name = "cursor")] string? Cursor,
    [FromQuery(Name = "counts")] bool? Counts,
    [FromQuery(Name = "page")] int? Page,
    [FromQuery(Name = "pageSize")] int? PageSize);

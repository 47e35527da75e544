using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Forecast;

/// <summary>The platform's own tasks: those whose due date is over, and those that are open.</summary>
public static class EndedTasks
{
    /// <summary>How far ahead an open task is looked at.</summary>
    private const int HorizonDays = 60;
    private const int MostOpen = 20_000;
    private const int TasksPerQuery = 2_000;

    public static async Task<List<Outcome>> ReadAsync(TasksDb db, DateOnly today, int most, CancellationToken stop)
    {
        var rows = await db.Tasks.AsNoTracking()
            .Where(t => !t.Cancelled && t.LastDueOn < today && t.DeadlineKind != DeadlineKinds.Continuous)
            .OrderByDescending(t => t.LastDueOn).Take(most)
            .Select(t => new
            {
                t.Id,
                t.OrgUnit,
                t.Area,
                t.DeadlineKind,
                t.DeadlineFrom,
                t.FromYear,
                Due = t.LastDueOn!.Value,
                t.CompletedOn,
                t.AssigneeOffice,
            }).ToListAsync(stop);
        var steps = new List<(Guid Task, ProgressMark Mark)>();
        foreach (var ids in rows.Select(r => r.Id).Chunk(TasksPerQuery))
        {
            steps.AddRange((await db.Progress.AsNoTracking().Where(p => ids.Contains(p.TaskId)).OrderBy(p => p.Id)
                .Select(p => new { p.TaskId, p.At, p.Percent }).ToListAsync(stop))
                .Select(p => (p.TaskId, new ProgressMark(VietnamTime.DateOf(p.At), p.Percent))));
        }
        var marks = steps.ToLookup(s => s.Task, s => s.Mark);
        return rows.ConvertAll(t => new Outcome(
            t.OrgUnit, t.AssigneeOffice, t.Area, t.DeadlineKind, Begin(t.DeadlineFrom, t.FromYear, t.Due), t.Due, t.CompletedOn,
            // What was entered only after the due date says nothing of the course.
            marks[t.Id].FirstOrDefault()?.On <= t.Due ? [.. marks[t.Id]] : []));
    }

    /// <summary>Open tasks due soon and not yet overdue, with what is shown of them.</summary>
    public static async Task<List<(Guid Id, string Number, string Content, Sight Sight)>> OpenAsync(
        TasksDb db, IReadOnlyCollection<string> units, Guid? only, WorkingCalendar calendar, DateOnly today, CancellationToken stop)
    {
        var until = today.AddDays(HorizonDays);
        var rows = await db.OpenTasks
            .Where(t => units.Contains(t.OrgUnit) && (only == null || t.Id == only) && t.DueOn >= today && t.DueOn <= until)
            .OrderBy(t => t.DueOn).Take(MostOpen)
            .Select(t => new
            {
                t.Id,
                t.Number,
                t.Content,
                t.OrgUnit,
                t.Area,
                t.DeadlineKind,
                t.DeadlineFrom,
                t.FromYear,
                Due = t.DueOn!.Value,
                t.Percent,
                t.AssigneeOffice,
            }).ToListAsync(stop);
        return rows.ConvertAll(t => (t.Id, t.Number, t.Content, new Sight(
            t.OrgUnit, t.AssigneeOffice, t.Area, t.DeadlineKind, Begin(t.DeadlineFrom, t.FromYear, t.Due), t.Due, today, t.Percent,
            calendar.Between(today, t.Due))));
    }

    private static DateOnly Begin(DateOnly? from, int year, DateOnly due)
    {
        var begin = from ?? new DateOnly(year, 1, 1);
        return begin < due ? begin : due.AddDays(-30);
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Kpis;

/// <summary>How much of what was planned is done, and how timely: by commune, area, office or official.</summary>
public static class KpisEndpoint
{
    /// <param name="By">unit, area, office, assignee.</param>
    /// <param name="Period">A year (tasks counted in it) or a part of one (tasks due in its calendar months).</param>
    /// <param name="Total">The sum of the rows.</param>
    public sealed record KpiAnswer(string OrgUnit, string Period, string By, KpiLine Total, IReadOnlyList<KpiLine> Rows);

    public static void MapKpis(this IEndpointRouteBuilder app) =>
        app.For(Rights.ReadUnit).MapGet("/api/tasks/kpis", ReadAsync)
            .WithSummary("Planned, done, on time, late, overdue and mean delay, by commune, area, office or official");

    private static async Task<Answer<KpiAnswer>> ReadAsync(
        string? orgUnit, string? by, string? period, TaskAccess access, OrgUnitDirectory directory, OfficeDirectory offices, TasksDb db,
        TimeProvider time, CancellationToken stop) =>
        await (await access.UnitAsync(orgUnit, stop)).ThenAsync<KpiAnswer>(async unit =>
        {
            var today = VietnamTime.DateOf(time.GetUtcNow());
            by ??= unit.IsLeaf ? "area" : "unit";
            if (by is not ("unit" or "area" or "office" or "assignee"))
                return new Failure(TaskErrors.BadFilter, "Chia theo (by) là unit, area, office hoặc assignee.");
            if (!PeriodCode.TryParse(period ?? $"{today.Year}", out var code))
                return RequestErrors.NoSuchPeriod(period!.Shortened(40));
            var lines = await LinesAsync(Counted(db, unit, by, code), by, today, stop);
            var units = (await directory.GetAsync(stop)).ByCode;
            var names = by == "office" && unit.IsLeaf
                ? (await offices.OfAsync(unit.Code, stop)).ToDictionary(o => o.Code, o => o.Name)
                : [];
            var rows = lines.Select(l => l with
            {
                Name = by == "unit" ? units.GetValueOrDefault(l.Key)?.FullName ?? l.Key : names.GetValueOrDefault(l.Key, l.Key),
            }).OrderBy(l => l.Key, StringComparer.Ordinal).ToList();
            return new KpiAnswer(unit.Code, code.ToString(), by, rows.Aggregate(KpiLine.None, (sum, l) => sum.Add(l)), rows);
        });

    private static IQueryable<TaskRow> Counted(TasksDb db, OrgUnitInfo unit, string by, PeriodCode period)
    {
        var tasks = InPeriod(db.Tasks.AsNoTracking().Where(t => !t.Cancelled), period);
        if (unit.IsLeaf)
            tasks = tasks.Where(t => t.OrgUnit == unit.Code);
        else if (unit.Code != OrgUnitCodes.Nation)
            tasks = tasks.Where(t => t.Province == unit.Code);
        // What a unit planned is counted once, in the parent; what an office or official does, where it is done: in the parts.
        return by is "unit" or "area"
            ? tasks.Where(t => t.ParentId == null)
            : tasks.Where(t => t.Parts == 0 || t.DeadlineKind == DeadlineKinds.Recurring);
    }

    private static IQueryable<TaskRow> InPeriod(IQueryable<TaskRow> tasks, PeriodCode period)
    {
        if (period.Kind == PeriodKind.Year)
            return tasks.Where(t => t.FromYear <= period.Year && period.Year <= t.ToYear);
        var (first, months) = period.Kind switch
        {
            PeriodKind.Month => (period.Number, 1),
            PeriodKind.Quarter => ((period.Number * 3) - 2, 3),
            PeriodKind.HalfYear => ((period.Number * 6) - 5, 6),
            _ => (1, 9),
        };
        var from = new DateOnly(period.Year, first, 1);
        var to = from.AddMonths(months).AddDays(-1);
        return tasks.Where(t => t.LastDueOn >= from && t.LastDueOn <= to);
    }

    private static async Task<List<KpiLine>> LinesAsync(IQueryable<TaskRow> tasks, string by, DateOnly today, CancellationToken stop)
    {
        var keyed = by switch
        {
            "unit" => tasks.Select(t => new { Key = t.OrgUnit, t.State, t.OverdueAfter, t.DelayDays }),
            "area" => tasks.Select(t => new { Key = t.Area.ToString(), t.State, t.OverdueAfter, t.DelayDays }),
            "office" => tasks.Select(t => new { Key = t.AssigneeOffice ?? "", t.State, t.OverdueAfter, t.DelayDays }),
            _ => tasks.Select(t => new { Key = t.AssigneeUser ?? "", t.State, t.OverdueAfter, t.DelayDays }),
        };
        var counts = await keyed
            .GroupBy(t => new { t.Key, State = t.OverdueAfter < today ? TaskStates.Overdue : t.State })
            .Select(g => new { g.Key.Key, g.Key.State, Count = g.Count(), Delay = g.Sum(t => t.DelayDays) }).ToListAsync(stop);
        return [.. counts.GroupBy(c => c.Key).Select(g => g.Aggregate(
            KpiLine.None with { Key = g.Key }, (line, c) => line.Add(KpiLine.Of(c.State, c.Count, c.Delay)) with { Key = g.Key }))];
    }
}

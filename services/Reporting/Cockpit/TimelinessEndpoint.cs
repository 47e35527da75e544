using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Cockpit;

/// <summary>Completeness and timeliness of a unit, or of a region by blocks, period by period.</summary>
public sealed record TimelinessView(string OrgUnit, string OrgUnitName, string Kind, IReadOnlyList<TimelinessPoint> Periods);

/// <param name="Total">Of the unit or region.</param>
/// <param name="Blocks">Of a region; empty for a unit.</param>
public sealed record TimelinessPoint(string Period, DateOnly CommuneDue, CockpitCounts Total, IReadOnlyList<CockpitCounts> Blocks);

/// <summary>Two indicators of the reporting itself: sent of expected, and on time (commune deadline, Viet Nam time) of expected.</summary>
public static class TimelinessEndpoint
{
    private const int MostPeriods = 40;

    public static void MapTimeliness(this WebApplication app) =>
        app.For(Rights.ReadUnit).MapGet("/api/reports/timeliness", GetAsync)
            .WithSummary("Completeness and timeliness of a unit or region over the latest periods of a kind");

    private static async Task<Answer<TimelinessView>> GetAsync(
        string? orgUnit, string? kind, int? last, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar,
        TemplateCatalog templates, ReportingDb db, TimeProvider time,
        CancellationToken stop)
    {
        var all = await directory.GetAsync(stop);
        var unit = all.Find(orgUnit ?? caller.Unit);
        if (unit.Failure is { } unknown)
            return unknown;
        if (!Rights.ReadUnit.Allows(caller, unit.Value))
            return RequestErrors.OutOfScope(unit.Value.Code);
        var (now, wanted) = (time.GetUtcNow(), kind ?? "quarter");
        var periods = calendar.All.Where(p => p.Kind == wanted && p.OpensAt <= now).OrderByDescending(p => p.From)
            .Take(Math.Clamp(last ?? 8, 1, MostPeriods)).Reverse().ToList();
        var units = unit.Value.IsLeaf ? [unit.Value] : all.LeavesUnder(unit.Value.Code).ToList();
        var (codes, names) = (units.Select(u => u.Code).ToHashSet(), periods.Select(p => p.Code).ToList());
        var facts = (await db.Reports.AsNoTracking().Where(r => names.Contains(r.Period) && codes.Contains(r.OrgUnit))
                .Select(r => new { r.Period, Fact = new ReportFact(r.OrgUnit, r.State, r.OnTime, r.SubmittedAt, r.UpdatedAt) })
                    .ToListAsync(stop))
            .GroupBy(r => r.Period).ToDictionary(g => g.Key, g => g.ToDictionary(r => r.Fact.OrgUnit, r => r.Fact));
        return new TimelinessView(unit.Value.Code, unit.Value.FullName, wanted, [.. periods.Select(Point)]);

        TimelinessPoint Point(PeriodRow period)
        {
            var expected = units.Where(templates.Expected(period)).ToList();
            var reports = facts.GetValueOrDefault(period.Code) ?? [];
            return new(
                period.Code, period.CommuneDue, Counting.Count(null, expected, reports),
                unit.Value.IsLeaf ? [] : [.. expected.GroupBy(u => u.Block).OrderBy(g => g.Key)
                    .Select(g => Counting.Count(g.Key ?? "", g, reports))]);
        }
    }
}

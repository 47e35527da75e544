using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Cockpit;

/// <summary>Where a period stands before its deadline.</summary>
/// <param name="Now">The server's clock: count down from here, not from the browser's.</param>
/// <param name="Total">Over all blocks.</param>
/// <param name="Unsent">Who has not sent, those who have not begun first.</param>
/// <param name="SentByHour">Submissions of the last day by hour (UTC instant of the hour's begin).</param>
public sealed record CockpitView(
    string Period, DateTimeOffset DueAt, DateTimeOffset Now, CockpitCounts Total, IReadOnlyList<CockpitCounts> Blocks,
    IReadOnlyList<UnsentUnit> Unsent,
    IReadOnlyDictionary<DateTimeOffset, int> SentByHour);

/// <param name="Block">phuong, xa, empty for units without a block; null for all.</param>
/// <param name="Sent">Submitted or accepted.</param>
/// <param name="Begun">Not sent, but begun.</param>
/// <param name="Completeness">Sent of expected, 0..1; null when nobody is expected.</param>
/// <param name="Timeliness">On time of expected, 0..1.</param>
public sealed record CockpitCounts(
    string? Block, int Expected, int Sent, int Accepted, int OnTime, int Late, int Returned, int Begun, int NotBegun, decimal? Completeness,
    decimal? Timeliness);

/// <param name="RemindedAt">The latest reminder.</param>
public sealed record UnsentUnit(
    string OrgUnit, string OrgUnitName, string? Block, string State, DateTimeOffset? UpdatedAt, DateTimeOffset? RemindedAt);

/// <summary>The deadline cockpit and the history of completeness and timeliness.</summary>
public static class CockpitEndpoint
{
    public static void MapCockpit(this WebApplication app) =>
        app.For(Rights.ReadUnit).MapGet("/api/reports/{period}/cockpit", GetAsync)
            .Revalidated<CockpitView>(null, c => c with { Now = default })
            .WithSummary("Who has sent and who has not, by block, in the caller's scope");

    private static Task<Answer<CockpitView>> GetAsync([AsParameters] PeriodScope scope, ReportingDb db, TimeProvider time) =>
        scope.ReadAsync<CockpitView>(async (period, all) =>
        {
            var units = all.Where(scope.Expected(period)).ToList();
            var codes = units.Select(u => u.Code).ToHashSet();
            var reports = await db.Reports.AsNoTracking().Where(r => r.Period == period.Code && codes.Contains(r.OrgUnit))
                .Select(r => new ReportFact(r.OrgUnit, r.State, r.OnTime, r.SubmittedAt, r.UpdatedAt))
                    .ToDictionaryAsync(r => r.OrgUnit, scope.Stop);
            var reminded = await db.Reminders.AsNoTracking().Where(r => r.Period == period.Code && codes.Contains(r.OrgUnit))
                .GroupBy(r => r.OrgUnit)
                .Select(g => new { g.Key, At = g.Max(r => r.At) }).ToDictionaryAsync(g => g.Key, g => g.At, scope.Stop);
            return View(period, time.GetUtcNow(), units, reports, reminded);
        });

    private static CockpitView View(
        PeriodRow period, DateTimeOffset now, List<OrgUnitInfo> units, Dictionary<string, ReportFact> reports,
        Dictionary<string, DateTimeOffset> reminded) => new(
        period.Code, VietnamTime.EndOf(period.CommuneDue), now,
        Counting.Count(null, units, reports),
        [.. units.GroupBy(u => u.Block).OrderBy(g => g.Key).Select(g => Counting.Count(g.Key ?? "", g, reports))],
        [.. units.Where(u => !Counting.IsSent(reports.GetValueOrDefault(u.Code)))
            .Select(u => (Unit: u, Report: reports.GetValueOrDefault(u.Code)))
            .OrderBy(u => u.Report is not null).ThenBy(u => u.Unit.Code, StringComparer.Ordinal)
            .Select(u => new UnsentUnit(
                u.Unit.Code, u.Unit.FullName, u.Unit.Block, u.Report?.State ?? "none", u.Report?.UpdatedAt,
                reminded.TryGetValue(u.Unit.Code, out var at) ? at : null))],
        reports.Values.Where(r => r.SubmittedAt > now.AddDays(-1) && Counting.IsSent(r))
            .GroupBy(r => HourOf(r.SubmittedAt!.Value.UtcDateTime)).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count()));

    private static DateTimeOffset HourOf(DateTime utc) => new(utc.Date.AddHours(utc.Hour), TimeSpan.Zero);
}

/// <summary>What is counted of a report.</summary>
public sealed record ReportFact(string OrgUnit, string State, bool? OnTime, DateTimeOffset? SubmittedAt, DateTimeOffset UpdatedAt);

/// <summary>Completeness and timeliness over a set of units. Pure.</summary>
public static class Counting
{
    public static bool IsSent(ReportFact? report) => report?.State is ReportStates.Submitted or ReportStates.Accepted;

    public static CockpitCounts Count(string? block, IEnumerable<OrgUnitInfo> units, IReadOnlyDictionary<string, ReportFact> reports)
    {
        var all = units.Select(u => reports.GetValueOrDefault(u.Code)).ToList();
        var sent = all.Where(IsSent).ToList();
        var onTime = sent.Count(r => r!.OnTime == true);
        return new(
            block, all.Count, sent.Count, all.Count(r => r?.State == ReportStates.Accepted), onTime, sent.Count(r => r!.OnTime == false),
            all.Count(r => r?.State == ReportStates.Returned), all.Count(r => r is not null && !IsSent(r)), all.Count(r => r is null),
            Share(sent.Count, all.Count), Share(onTime, all.Count));
    }

    private static decimal? Share(int part, int whole) => whole == 0 ? null : decimal.Round((decimal)part / whole, 4);
}

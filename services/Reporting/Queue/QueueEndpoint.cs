using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Queue;

/// <summary>The Department's work of one period, in one document.</summary>
/// <param name="Before">The period compared with; null when there is none.</param>
public sealed record QueueView(string Period, string? Before, IReadOnlyList<QueueLine> Lines);

/// <param name="Waiting">Whether the report waits for a decision.</param>
/// <param name="Resubmission">Whether it was returned before.</param>
/// <param name="Notes">How many notes it has.</param>
/// <param name="Flags">Figures to look at.</param>
public sealed record QueueLine(
    string OrgUnit, string OrgUnitName, string? Block, string State, bool Waiting, int Submission, bool Resubmission,
    DateTimeOffset? SubmittedAt, bool? OnTime,
    string? Reviewer, int Notes, IReadOnlyList<QueueFlag> Flags);

/// <param name="Value">Ratio (0.95) or count.</param>
/// <param name="Before">Of the period before.</param>
/// <param name="Similar">Of the communes of the same block that have sent.</param>
public sealed record QueueFlag(
    string Indicator, string Name, bool IsRatio, decimal Value, decimal? Before, Spread? Similar, IReadOnlyList<string> Reasons);

/// <summary>
/// What waits for review: compared with the period before and with similar communes. Four queries, whatever the number of communes.
/// </summary>
public static class QueueEndpoint
{
    public static void MapQueue(this WebApplication app) =>
        app.For(Rights.ReadQueue).MapGet("/api/reports/{period}/queue", GetAsync)
            .WithSummary("The reviewers' queue of a period, with what stands out (city-admin, city-analyst, auditor)");

    private sealed record Sent(string OrgUnit, string State, int Submission, DateTimeOffset? SubmittedAt, bool? OnTime, string Content,
        string TemplateCode, int TemplateVersion);

    private static Task<Answer<QueueView>> GetAsync([AsParameters] PeriodScope scope, ReportingDb db) =>
        scope.ReadAsync<QueueView>(async (period, units) => await ViewAsync(scope, period, [.. units.Where(scope.Expected(period))], db));

    private static async Task<QueueView> ViewAsync(PeriodScope scope, PeriodRow period, List<OrgUnitInfo> units, ReportingDb db)
    {
        var (before, stop) = (scope.Calendar.Before(period), scope.Stop);
        var reports = await ReportsAsync(db, period.Code, units, stop);
        var earlier = before is null ? [] : await ReportsAsync(db, before.Code, units, stop);
        var reviewers = await db.Reviewers.AsNoTracking().Where(r => r.Period == period.Code)
            .ToDictionaryAsync(r => r.OrgUnit, r => r.UserName, stop);
        var notes = await db.Notes.Where(n => n.Period == period.Code).GroupBy(n => n.OrgUnit)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);

        var (measured, measuredBefore) = (Measure(reports, scope.Templates), Measure(earlier, scope.Templates));
        var spreads = units.Where(u => measured.ContainsKey(u.Code))
            .SelectMany(u => measured[u.Code].Select(m => (u.Block, m.Key, m.Value.Value)))
            .GroupBy(m => (m.Block, m.Key)).ToDictionary(g => g.Key, g => Outliers.SpreadOf(g.Select(m => m.Value)));
        return new(period.Code, before?.Code, [.. units.Select(Line)
            .OrderByDescending(l => l.Waiting).ThenByDescending(l => l.Flags.Count).ThenBy(l => l.SubmittedAt)]);

        QueueLine Line(OrgUnitInfo u)
        {
            var report = reports.GetValueOrDefault(u.Code);
            var flags = measured.TryGetValue(u.Code, out var own)
                ? own.Select(m => Flag(
                    m.Key, m.Value, measuredBefore.GetValueOrDefault(u.Code)?.GetValueOrDefault(m.Key)?.Value,
                    spreads.GetValueOrDefault((u.Block, m.Key)))).OfType<QueueFlag>().ToList()
                : [];
            return new(
                u.Code, u.FullName, u.Block, report?.State ?? "none", report?.State == ReportStates.Submitted,
                report?.Submission ?? 0, report is { Submission: > 1 }, report?.SubmittedAt, report?.OnTime,
                reviewers.GetValueOrDefault(u.Code), notes.GetValueOrDefault(u.Code), flags);
        }
    }

    private static QueueFlag? Flag(string indicator, Measured own, decimal? before, Spread? similar) =>
        Outliers.Reasons(own.Value, before, similar, own.IsRatio) is { Count: > 0 } reasons
            ? new(indicator, own.Name, own.IsRatio, own.Value, before, similar, reasons)
            : null;

    private static Task<Dictionary<string, Sent>> ReportsAsync(
        ReportingDb db, string period, List<OrgUnitInfo> units, CancellationToken stop)
    {
        var codes = units.Select(u => u.Code).ToHashSet();
        return db.Reports.AsNoTracking().Where(r => r.Period == period && codes.Contains(r.OrgUnit))
            .Select(r => new Sent(r.OrgUnit, r.State, r.Submission, r.SubmittedAt, r.OnTime, r.Content, r.TemplateCode, r.TemplateVersion))
            .ToDictionaryAsync(r => r.OrgUnit, stop);
    }

    private sealed record Measured(string Name, bool IsRatio, decimal Value);

    /// <summary>Indicators of every report that counts.</summary>
    private static Dictionary<string, Dictionary<string, Measured>> Measure(Dictionary<string, Sent> reports, TemplateCatalog templates) =>
        reports.Values.Where(r => r.State is ReportStates.Submitted or ReportStates.Accepted).ToDictionary(r => r.OrgUnit, r =>
        {
            var template = templates.Get(r.TemplateCode, r.TemplateVersion);
            var names = template.Template.Measures.DistinctBy(m => m.Indicator)
                .ToDictionary(m => m.Indicator, m => template.Items[m.Numerator].Name);
            return ContentRules.Measure(template.Template, ReportContent.FromJson(r.Content)).DistinctBy(m => m.Indicator).ToDictionary(
                m => m.Indicator,
                m => new Measured(names[m.Indicator], m.Denominator is not null, m.Denominator is { } d ? m.Numerator / d : m.Numerator));
        });
}

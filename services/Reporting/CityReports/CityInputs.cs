using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.CityReports;

/// <summary>What a city's report is made from, as it stands now.</summary>
/// <param name="Units">Those that must send.</param>
/// <param name="Sent">Submitted and accepted reports, in the order of the units.</param>
public sealed record CityInputs(
    PeriodRow Period, OrgUnitInfo City, IReadOnlyList<OrgUnitInfo> Units, CompiledTemplate Template, IReadOnlyList<SentReport> Sent);

/// <summary>A commune's report that counts.</summary>
public sealed record SentReport(OrgUnitInfo Unit, CitySource Source, string Content);

/// <summary>Reads what a city's report is made from in one query.</summary>
public sealed class CityInputsReader(OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportingDb db)
{
    /// <param name="withContent">False leaves the contents empty: for looking at states only.</param>
    public async Task<Result<CityInputs>> ReadAsync(string period, string city, bool withContent, CancellationToken stop)
    {
        var snapshot = await directory.GetAsync(stop);
        var found = snapshot.Find(city);
        if (found.Failure is { } unknown)
            return unknown;
        if (found.Value.Parent != Contracts.Units.OrgUnitCodes.Nation)
        {
            return new Failure(ReportErrors.NotACity,
                $"{found.Value.FullName} không phải thành phố hoặc tỉnh; báo cáo tổng hợp lập ở cấp thành phố, tỉnh.");
        }
        var row = calendar.Find(period);
        var template = row.Then(r => templates.For(r));
        if (template.Failure is { } none)
            return none;
        var units = snapshot.LeavesUnder(city).Where(templates.Expected(row.Value)).ToList();
        return new CityInputs(row.Value, found.Value, units, template.Value, await SentAsync(period, units, withContent, stop));
    }

    /// <summary>What these units said in the previous period of the same kind; empty when there is none.</summary>
    public async Task<IReadOnlyList<ReportContent>> PreviousAsync(
        CityInputs inputs, IReadOnlyList<OrgUnitInfo> units, CancellationToken stop)
    {
        var before = calendar.All.Where(p => p.Kind == inputs.Period.Kind && p.From < inputs.Period.From).MaxBy(p => p.From);
        return before is null ? [] : [.. (await SentAsync(before.Code, units, withContent: true, stop))
            .Select(s => ReportContent.FromJson(s.Content))];
    }

    private async Task<IReadOnlyList<SentReport>> SentAsync(
        string period, IReadOnlyList<OrgUnitInfo> units, bool withContent, CancellationToken stop)
    {
        var codes = units.Select(u => u.Code).ToList();
        var sent = await (
            from report in db.Reports.AsNoTracking()
            where report.Period == period && codes.Contains(report.OrgUnit)
                && (report.State == ReportStates.Accepted || report.State == ReportStates.Submitted)
            join submission in db.Submissions.AsNoTracking() on report.Receipt equals submission.Receipt
            select new
            {
                Source = new CitySource(report.OrgUnit, submission.Receipt, submission.Sha256, report.State == ReportStates.Accepted),
                Content = withContent ? submission.Content : "",
            }).ToDictionaryAsync(s => s.Source.OrgUnit, stop);
        return [.. units.Where(u => sent.ContainsKey(u.Code)).Select(u => new SentReport(u, sent[u.Code].Source, sent[u.Code].Content))];
    }
}

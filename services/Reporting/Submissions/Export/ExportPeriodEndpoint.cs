using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.Export.Tables;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Export;

/// <summary>All reports of a period in one table, for the Department.</summary>
public static class ExportPeriodEndpoint
{
    private static readonly Dictionary<string, decimal> NoValues = [];

    public static void MapExportPeriod(this WebApplication app) =>
        app.For(Rights.ExportReports).MapGet("/api/reports/{period}/export", ExportAsync)
            .Produces<Stream>(200, ExportFormat.XlsxType, ExportFormat.CsvType)
            .WithSummary("All reports of a period side by side as xlsx (the default) or csv (city-admin, city-analyst)")
            .WithDescription(
                "A row per commune: state, on time, submitted at and a column per item. " +
                "Figures only of submitted and accepted reports; csv names the item columns by code and is written like the csv of one report.");

    private static async Task<IResult> ExportAsync(
        string period, string? format, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar,
        TemplateCatalog templates, ReportingDb db, CancellationToken stop)
    {
        if (calendar.Find(period).Failure is { } unknown)
            return unknown.ToProblem();
        var chosen = ExportFormat.Choose(format, ExportFormat.Xlsx, ExportFormat.Csv);
        if (chosen.Failure is { } noFormat)
            return noFormat.ToProblem();

        var units = (await directory.GetAsync(stop)).LeavesUnder(caller.Unit).ToList();
        var (reports, used) = await ReadAsync(db, period, units, stop);
        var code = PeriodCode.Parse(period);
        var current = templates.For(calendar.Find(period).Value);
        if (current.Failure is { } none && used.Count == 0)
            return none.ToProblem();
        // The period's template leads; reports made before it may have items of their own.
        var made = used.Select(u => templates.Get(u.Code, u.Version).Template);
        var table = PeriodTable.Of(
            code,
            [.. current.Failure is null ? made.Prepend(current.Value.Template).Distinct() : made],
            units.Select(u => reports.GetValueOrDefault(u.Code) ?? new(u.Code, u.FullName, u.Block, null, null, null, NoValues)));
        var content = chosen.Value == ExportFormat.Xlsx ? Workbook.Write(table) : CsvFile.Write(table);
        return chosen.Value.File(content, $"tong-hop-{period}-{caller.Unit}");
    }

    /// <summary>The rows of units with a report, and the templates that counting reports were made with, newest first.</summary>
    private static async Task<(Dictionary<string, PeriodTableRow> Reports, IReadOnlyList<(string Code, int Version)> Used)> ReadAsync(
        ReportingDb db, string period, List<OrgUnitInfo> units, CancellationToken stop)
    {
        var byCode = units.ToDictionary(u => u.Code);
        var codes = byCode.Keys.ToList();
        var reports = new Dictionary<string, PeriodTableRow>(units.Count);
        var used = new HashSet<(string Code, int Version)>();
        // One at a time: only the figures are kept, the narrative may be long.
        await foreach (var report in db.Reports.AsNoTracking().Where(r => r.Period == period && codes.Contains(r.OrgUnit)).AsAsyncEnumerable().WithCancellation(stop))
        {
            var unit = byCode[report.OrgUnit];
            var counts = PeriodTableRow.Counts(report.State);
            if (counts)
                used.Add((report.TemplateCode, report.TemplateVersion));
            var values = counts ? ReportContent.FromJson(report.Content).Values : NoValues;
            reports[unit.Code] = new(unit.Code, unit.FullName, unit.Block, report.State, report.OnTime, report.SubmittedAt, values);
        }
        return (reports, [.. used.OrderByDescending(u => u.Version)]);
    }
}

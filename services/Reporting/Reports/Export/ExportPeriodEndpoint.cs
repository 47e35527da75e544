using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Export;

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
                "Figures only of submitted and accepted reports; csv names the item columns by code "
                + "and is written like the csv of one report.");

    private static async Task<IResult> ExportAsync([AsParameters] PeriodScope scope, string? format, ReportingDb db)
    {
        var chosen = ExportFormat.Choose(format, ExportFormat.Xlsx, ExportFormat.Csv);
        var table = await scope.Find().ThenAsync(period => chosen.ThenAsync(_ => TableAsync(scope, period, db)));
        return table.ToHttp(t => chosen.Value.File(
            chosen.Value == ExportFormat.Xlsx ? Workbook.Write(t) : CsvFile.Write(t), $"tong-hop-{scope.Period}-{scope.Caller.Unit}"));
    }

    private static async Task<Result<ExportTable>> TableAsync(PeriodScope scope, PeriodRow period, ReportingDb db)
    {
        var units = await scope.UnitsAsync();
        var (reports, used) = await ReadAsync(db, period.Code, units, scope.Stop);
        var current = scope.Templates.For(period);
        if (current.Failure is { } none && used.Count == 0)
            return none;
        // The period's template leads; reports made before it may have items of their own.
        var made = used.Select(u => scope.Templates.Get(u.Code, u.Version).Template);
        return PeriodTable.Of(
            PeriodCode.Parse(period.Code),
            [.. current.Failure is null ? made.Prepend(current.Value.Template).Distinct() : made],
            units.Select(u => reports.GetValueOrDefault(u.Code) ?? new(u.Code, u.FullName, u.Block, null, null, null, NoValues)));
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
        var rows = db.Reports.AsNoTracking().Where(r => r.Period == period && codes.Contains(r.OrgUnit)).AsAsyncEnumerable();
        await foreach (var report in rows.WithCancellation(stop))
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

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Export;

/// <summary>
/// One unit's report as a file, for everybody who may see it. A report that is submitted or accepted shows what was submitted, with
/// receipt and hash; any other shows the working copy and is marked as a draft.
/// </summary>
public static class ExportReportEndpoint
{
    public static void MapExportReport(this WebApplication app) =>
        app.ForReport(Rights.ReadUnit).MapGet("export", ExportAsync)
            .Produces<Stream>(200, ExportFormat.DocxType, ExportFormat.PdfType, ExportFormat.XlsxType, ExportFormat.CsvType)
            .WithSummary(
                "One unit's report as a file: docx (official layout, the default), pdf (where LibreOffice is installed), xlsx or csv")
            .WithDescription(
                "A submitted or accepted report shows what was submitted, with receipt number and SHA-256; "
                + "any other shows the working copy, marked DỰ THẢO. "
                + "csv: UTF-8 with byte order mark, commas, decimal point; "
                + "text that a spreadsheet would run as a formula begins with an apostrophe.");

    private static async Task<IResult> ExportAsync(
        [AsParameters] ReportScope scope, string? format, OrgUnitDirectory directory, ReportingDb db, ReportFiles files)
    {
        var chosen = ExportFormat.Choose(format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv);
        var found = await scope.Desk.FindAsync(scope.Period, scope.Unit, scope.Stop);
        var content = await found.ThenAsync(report => chosen.ThenAsync(_ => ReadAsync(report)));
        var file = await content.ThenAsync(c => files.BuildAsync(chosen.Value, [c], scope.Stop));
        return file.ToHttp(f => chosen.Value.File(f[0], $"bao-cao-{scope.Period}-{scope.Unit}"));

        async Task<Result<ReportToExport>> ReadAsync(ReportAtHand report)
        {
            if (report.Row is not { } row)
                return new Failure(ReportErrors.NothingToExport, $"{report.Unit.FullName} chưa có báo cáo nào cho kỳ {scope.Period}.");
            var submission = row.State is ReportStates.Submitted or ReportStates.Accepted
                ? await db.Submissions.AsNoTracking().SingleAsync(s => s.Receipt == row.Receipt, scope.Stop)
                : null;
            var above = (await directory.GetAsync(scope.Stop)).ByCode.GetValueOrDefault(report.Unit.Parent ?? "");
            return new ReportToExport(
                report.Template.Value.Template, ReportContent.FromJson(submission?.Content ?? row.Content),
                ReportHeader.Of(report.Period, report.Unit, above, row, submission));
        }
    }
}

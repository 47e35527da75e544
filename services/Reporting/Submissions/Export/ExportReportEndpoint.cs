using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Export;

/// <summary>
/// One unit's report as a file, for everybody who may see it. A report that is submitted or accepted shows what was submitted, with
/// receipt and hash; any other shows the working copy and is marked as a draft.
/// </summary>
public static class ExportReportEndpoint
{
    public static void MapExportReport(this WebApplication app) =>
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}/export", ExportAsync)
            .Produces<Stream>(200, ExportFormat.DocxType, ExportFormat.PdfType, ExportFormat.XlsxType, ExportFormat.CsvType)
            .WithSummary("One unit's report as a file: docx (official layout, the default), pdf (where LibreOffice is installed), xlsx or csv")
            .WithDescription(
                "A submitted or accepted report shows what was submitted, with receipt number and SHA-256; any other shows the working copy, marked DỰ THẢO. " +
                "csv: UTF-8 with byte order mark, commas, decimal point; text that a spreadsheet would run as a formula begins with an apostrophe.");

    private static async Task<IResult> ExportAsync(
        string period, string unit, string? format, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar,
        TemplateCatalog templates, ReportingDb db, ReportFiles files, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied.ToProblem();
        var found = calendar.Find(period);
        if (found.Failure is { } unknown)
            return unknown.ToProblem();
        var chosen = ExportFormat.Choose(format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv);
        if (chosen.Failure is { } noFormat)
            return noFormat.ToProblem();
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == unit, stop);
        if (report is null)
            return new Failure(ReportErrors.NothingToExport, $"{access.Value.FullName} chưa có báo cáo nào cho kỳ {period}.").ToProblem();

        var submission = report.State is ReportStates.Submitted or ReportStates.Accepted
            ? await db.Submissions.AsNoTracking().SingleAsync(s => s.Receipt == report.Receipt, stop)
            : null;
        var above = (await directory.GetAsync(stop)).ByCode.GetValueOrDefault(access.Value.Parent ?? "");
        var header = ReportHeader.Of(found.Value, access.Value, above, report, submission);
        var content = ReportContent.FromJson(submission?.Content ?? report.Content);
        var template = templates.Get(report.TemplateCode, report.TemplateVersion).Template;
        var file = await files.BuildAsync(chosen.Value, [new(template, content, header)], stop);
        return file.ToHttp(f => chosen.Value.File(f[0], $"bao-cao-{period}-{unit}"));
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.Reporting.Submissions.Export;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.CityReports;

/// <summary>The city's report as a file: an issued one as it was issued, any other marked as a draft.</summary>
public static class ExportCityReportEndpoint
{
    public static void MapExportCityReport(this WebApplication app) =>
        app.For(Rights.ReadCityReport, "city").MapGet("/api/reports/{period}/city-report/{city}/export", ExportAsync)
            .Produces<Stream>(200, ExportFormat.DocxType, ExportFormat.PdfType, ExportFormat.XlsxType, ExportFormat.CsvType)
            .WithSummary("The city's report as docx (official layout, the default), pdf (where LibreOffice is installed), xlsx or csv");

    private static async Task<IResult> ExportAsync(
        string period, string city, string? format, CityInputsReader reader, TemplateCatalog templates, ReportFiles files, ReportingDb db, CancellationToken stop)
    {
        var inputs = await reader.ReadAsync(period, city, withContent: false, stop);
        if (inputs.Failure is { } denied)
            return denied.ToProblem();
        var chosen = ExportFormat.Choose(format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv);
        if (chosen.Failure is { } noFormat)
            return noFormat.ToProblem();
        var row = await db.CityReports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == city, stop);
        if (row is null)
            return new Failure(ReportErrors.NothingToExport, "Chưa tổng hợp báo cáo của kỳ này.").ToProblem();
        var issued = row.State == CityReportStates.Issued ? await CityReportEndpoint.IssuedAsync(db, row, stop) : null;
        var report = CityReport.FromJson(issued?.Content ?? row.Content);
        var content = new ReportContent(
            report.Figures.ToDictionary(f => f.Key, f => f.Value.Value),
            report.Narrative.Where(n => n.Value.Text.Length > 0).ToDictionary(n => n.Key, n => n.Value.Text));
        var template = templates.Get(report.TemplateCode, report.TemplateVersion).Template;
        var file = await files.BuildAsync(chosen.Value, [new(template, content, Header(inputs.Value, row, issued, report))], stop);
        return file.ToHttp(f => chosen.Value.File(f[0], $"bao-cao-tong-hop-{period}-{city}"));
    }

    private static ReportHeader Header(CityInputs inputs, CityReportRow row, CityReportVersionRow? issued, CityReport report)
    {
        var (period, city) = (inputs.Period, inputs.City);
        var accepted = report.Sources.Count(s => s.Accepted);
        return new(
            PeriodCode.Parse(period.Code), period.From, period.To.AddDays(-1), city.Code, city.Name, city.FullName, city.FullName,
            CityReportStates.Name(row.State), row.Revision,
            issued is null ? null : new($"{period.Code}.{city.Code}.{issued.Number}", issued.Sha256, issued.IssuedAt))
        {
            Issuer = IssuingBody.Department(city),
            DocumentNumber = issued?.DocumentNumber,
            Remark = report.IsProvisional || report.Sources.Count < report.Expected
                ? $"Số liệu tổng hợp từ {report.Sources.Count}/{report.Expected} báo cáo của cấp xã, trong đó {accepted} báo cáo đã được duyệt"
                    + (report.IsProvisional ? "; số liệu của báo cáo chưa duyệt là tạm tính." : ".")
                : null,
        };
    }
}

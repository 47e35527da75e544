using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.CityReports;

/// <summary>The city's report as a file: an issued one as it was issued, any other marked as a draft.</summary>
public static class ExportCityReportEndpoint
{
    public static void MapExportCityReport(this WebApplication app) =>
        app.For(Rights.ReadCityReport, "city").MapGet($"{CityReportEndpoint.Route}/export", ExportAsync)
            .Produces<Stream>(200, ExportFormat.DocxType, ExportFormat.PdfType, ExportFormat.XlsxType, ExportFormat.CsvType)
            .WithSummary("The city's report as docx (official layout, the default), pdf (where LibreOffice is installed), xlsx or csv");

    private static async Task<IResult> ExportAsync(
        [AsParameters] CityScope scope, string? format, TemplateCatalog templates, ReportFiles files)
    {
        var chosen = ExportFormat.Choose(format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv);
        var wanted = await (await scope.FindAsync(withContent: false)).ThenAsync(report => chosen.ThenAsync(_ => ReadAsync(report)));
        var file = await wanted.ThenAsync(c => files.BuildAsync(chosen.Value, [c], scope.Stop));
        return file.ToHttp(f => chosen.Value.File(f[0], $"bao-cao-tong-hop-{scope.Period}-{scope.City}"));

        async Task<Result<ReportToExport>> ReadAsync(CityAtHand at)
        {
            if (at.Row is not { } row)
                return new Failure(ReportErrors.NothingToExport, "Chưa tổng hợp báo cáo của kỳ này.");
            var issued = row.State == CityReportStates.Issued ? await scope.IssuedAsync(row) : null;
            var report = CityReport.FromJson(issued?.Content ?? row.Content);
            var content = new ReportContent(
                report.Figures.ToDictionary(f => f.Key, f => f.Value.Value),
                report.Narrative.Where(n => n.Value.Text.Length > 0).ToDictionary(n => n.Key, n => n.Value.Text));
            return new ReportToExport(
                templates.Get(report.TemplateCode, report.TemplateVersion).Template, content, Header(at.Inputs, row, issued, report));
        }
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
                ? $"Số liệu tổng hợp từ {report.Sources.Count}/{report.Expected} báo cáo của cấp xã, "
                    + $"trong đó {accepted} báo cáo đã được duyệt"
                    + (report.IsProvisional ? "; số liệu của báo cáo chưa duyệt là tạm tính." : ".")
                : null,
        };
    }
}

using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Exports;

/// <summary>What a report's file is made from.</summary>
public sealed record ReportToExport(Template Template, ReportContent Content, ReportHeader Header);

/// <summary>Reports as files of one format.</summary>
public sealed class ReportFiles(LibreOffice libreOffice)
{
    /// <summary>Why there is no PDF on this machine; null when there is.</summary>
    public Failure? NoPdf => libreOffice.NotInstalled;

    /// <summary>The files in the order of the reports; a PDF run takes all of them at once.</summary>
    /// <param name="reports">At most <see cref="LibreOffice.MostAtOnce"/> for pdf.</param>
    public async Task<Result<byte[][]>> BuildAsync(ExportFormat format, IReadOnlyList<ReportToExport> reports, CancellationToken stop) =>
        format == ExportFormat.Pdf
            ? await libreOffice.ToPdfAsync([.. reports.Select(r => Build(ExportFormat.Docx, r))], stop)
            : reports.Select(r => Build(format, r)).ToArray();

    private static byte[] Build(ExportFormat format, ReportToExport report)
    {
        var (template, content, header) = report;
        if (format == ExportFormat.Docx)
            return OfficialReport.Build(template, content, header);
        return format == ExportFormat.Xlsx
            ? Workbook.Write(ReportTables.Figures(template, content, header), ReportTables.Narrative(template, content, header))
            : CsvFile.Write(ReportTables.Flat(template, content, header));
    }
}

using Platform.Reporting.Errors;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Exports;

/// <summary>A kind of file, with its media type.</summary>
public sealed record ExportFormat(string Name, string MediaType)
{
    public static readonly ExportFormat Docx = new("docx", DocxType);
    public static readonly ExportFormat Xlsx = new("xlsx", XlsxType);
    public static readonly ExportFormat Csv = new("csv", CsvType);
    public static readonly ExportFormat Pdf = new("pdf", PdfType);

    public const string DocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string CsvType = "text/csv";
    public const string PdfType = "application/pdf";

    /// <summary>The format asked for among those there are; the first when none was asked for.</summary>
    public static Result<ExportFormat> Choose(string? asked, params ReadOnlySpan<ExportFormat> among)
    {
        if (string.IsNullOrEmpty(asked))
            return among[0];
        var names = new List<string>(among.Length);
        foreach (var format in among)
        {
            if (format.Name == asked)
                return format;
            names.Add(format.Name);
        }
        return new Failure(ReportErrors.UnknownFormat, $"Không xuất được ra “{asked}”; các định dạng có: {string.Join(", ", names)}.");
    }

    /// <summary>The file as an answer, to be saved under a name that needs no quoting.</summary>
    public IResult File(byte[] content, string name) =>
        Results.File(content, MediaType == CsvType ? "text/csv; charset=utf-8" : MediaType, $"{name}.{Name}");
}

using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting;

/// <summary>Stable codes of the reporting service.</summary>
public static class ReportErrors
{
    public static readonly ErrorCode NotOpen = new("RPT-0001", 409, "The period is not open yet");
    public static readonly ErrorCode Closed = new("RPT-0002", 409, "The period is closed");
    public static readonly ErrorCode NoTemplate = new("RPT-0003", 404, "There is no report template for this period");
    public static readonly ErrorCode UnknownPeriod = new("RPT-0004", 404, "The period is not in the calendar");
    public static readonly ErrorCode Conflict = new("RPT-0005", 409, "The report was changed meanwhile");
    public static readonly ErrorCode WrongState = new("RPT-0006", 409, "The report's state does not allow this");
    public static readonly ErrorCode Incomplete = new("RPT-0007", 422, "The report breaks one or more rules");
    public static readonly ErrorCode NotALeaf = new("RPT-0008", 422, "This unit does not send reports");
    public static readonly ErrorCode NothingToSubmit = new("RPT-0009", 409, "There is no draft to submit");
    public static readonly ErrorCode NoReceipt = new("RPT-0010", 404, "No submission has this receipt number");
    public static readonly ErrorCode NothingToExport = new("RPT-0011", 404, "There is no report to export");
    public static readonly ErrorCode UnknownFormat = new("RPT-0012", 400, "Not an export format");

    public static readonly ErrorCode NoPdf = new("RPT-0101", 501, "PDF needs LibreOffice, which is not installed");
    public static readonly ErrorCode PdfBusy = new("RPT-0102", 503, "Too many conversions to PDF at once");
    public static readonly ErrorCode PdfFailed = new("RPT-0103", 503, "The conversion to PDF failed");
    public static readonly ErrorCode NoExportJob = new("RPT-0104", 404, "There is no such export");
    public static readonly ErrorCode ExportNotReady = new("RPT-0105", 409, "The export is not ready");
    public static readonly ErrorCode TooManyExports = new("RPT-0106", 429, "Too many exports are waiting");
    public static readonly ErrorCode NotACity = new("RPT-0107", 422, "Only a city or province has a consolidated report");
    public static readonly ErrorCode NoPackage = new("RPT-0108", 404, "There is no such package");

    // Codes of single findings.
    public const string UnknownItem = "RPT-1001";
    public const string NotANumber = "RPT-1002";
    public const string Negative = "RPT-1003";
    public const string NotWhole = "RPT-1004";
    public const string TooBig = "RPT-1005";
    public const string Missing = "RPT-1006";
    public const string AboveOther = "RPT-1007";
    public const string UnknownSection = "RPT-1008";
    public const string TextTooLong = "RPT-1009";
    public const string MissingText = "RPT-1010";
    public const string MissingMessage = "RPT-1011";
    public const string NotText = "RPT-1012";
    public const string DateOutOfReach = "RPT-1013";
    public const string UnknownBlock = "RPT-1101";
    public const string NoSources = "RPT-1102";
}

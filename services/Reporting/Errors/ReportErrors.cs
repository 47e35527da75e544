using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Errors;

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
    public static readonly ErrorCode ReopeningOver = new("RPT-0013", 409, "The time of the reopening is over");
    public static readonly ErrorCode NotYourPart = new("RPT-0014", 403, "Another office fills this part");
    public static readonly ErrorCode UnknownPart = new("RPT-0015", 404, "The template has no such part");
    public static readonly ErrorCode PartHeld = new("RPT-0016", 409, "Someone else is editing this part");
    public static readonly ErrorCode PartChanged = new("RPT-0017", 409, "The part was changed meanwhile");
    public static readonly ErrorCode PartHandedIn = new("RPT-0018", 409, "The part has been handed in");
    public static readonly ErrorCode ByParts = new("RPT-0019", 403, "An office writes its parts only");
    public static readonly ErrorCode TooLate = new("RPT-0020", 409, "The period takes no late reports");
    public static readonly ErrorCode NotASender = new("RPT-0021", 409, "The unit does not send this report");
    public static readonly ErrorCode NoSubmission = new("RPT-0022", 404, "There is no such submission");
    public static readonly ErrorCode PeriodExists = new("RPT-0023", 409, "The period is already in the calendar");
    public static readonly ErrorCode UnknownTemplate = new("RPT-0024", 404, "There is no such template version");
    public static readonly ErrorCode TemplateFixed = new("RPT-0025", 409, "A published template does not change");
    public static readonly ErrorCode TemplateStale = new("RPT-0026", 409, "The template draft was changed meanwhile");
    public static readonly ErrorCode NotAWorkbook = new("RPT-0027", 422, "The file is not a readable workbook");

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
    public const string NotReopened = "RPT-1014";
    public const string ChangedMeanwhile = "RPT-1015";
    public const string NotExplained = "RPT-1016";
    public const string OtherPart = "RPT-1017";
    public const string UnknownOffice = "RPT-1018";
    public const string UnknownLine = "RPT-1019";
    public const string UnknownLatePolicy = "RPT-1025";
    public const string UnknownSenders = "RPT-1026";
    public const string BadTemplate = "RPT-1027";
    public const string BadFormula = "RPT-1028";
    public const string TooMany = "RPT-1029";
    public const string DatesOutOfOrder = "RPT-1030";
}

using Platform.ServiceDefaults.Errors;

namespace Platform.Tasks.Errors;

/// <summary>Stable codes of the tasks service.</summary>
public static class TaskErrors
{
    public static readonly ErrorCode NotFound = new("TSK-0001", 404, "There is no such task");
    public static readonly ErrorCode Cancelled = new("TSK-0002", 409, "The task was cancelled");
    public static readonly ErrorCode BadFilter = new("TSK-0003", 400, "The filter is not valid");
    public static readonly ErrorCode Stale = new("TSK-0004", 409, "The task was changed meanwhile");
    public static readonly ErrorCode WrongState = new("TSK-0005", 409, "The task's state does not allow this");
    public static readonly ErrorCode ExtensionPending = new("TSK-0006", 409, "An extension is already asked for");
    public static readonly ErrorCode NoExtension = new("TSK-0007", 409, "No extension is asked for");
    public static readonly ErrorCode HasParts = new("TSK-0008", 409, "The task's progress follows from its sub-tasks");
    public static readonly ErrorCode NoAssignment = new("TSK-0009", 404, "There is no such assignment");
    public static readonly ErrorCode NoEvidence = new("TSK-0010", 404, "There is no such evidence file");
    public static readonly ErrorCode FileTooLarge = new("TSK-0011", 413, "The evidence file is too large");
    public static readonly ErrorCode FileKind = new("TSK-0012", 415, "This kind of evidence file is not taken");
    public static readonly ErrorCode NoFile = new("TSK-0013", 400, "The upload holds no file");
    public static readonly ErrorCode UnreadableList = new("TSK-0014", 422, "The list of assignments cannot be read");
    public static readonly ErrorCode Withdrawn = new("TSK-0015", 409, "The evidence file was withdrawn");
    public static readonly ErrorCode ExportTooLarge = new("TSK-0016", 422, "Too many tasks to export at once");
    public static readonly ErrorCode AssignmentCancelled = new("TSK-0017", 409, "The assignment was cancelled");

    public static readonly ErrorCode RulesChanged = new("TSK-0101", 409, "Somebody else has changed the rules");
    public static readonly ErrorCode NoPreviewOfNation = new("TSK-0102", 400, "Preview is for a city or a commune");
    public static readonly ErrorCode BadForecastQuestion = new("TSK-0103", 400, "The question to the forecast is not valid");

    // Codes of single findings.
    public const string BadPercent = "TSK-1001";
    public const string BadComment = "TSK-1002";
    public const string BadDate = "TSK-1003";
    public const string BadFigure = "TSK-1004";
    public const string BadReason = "TSK-1005";
    public const string BadContent = "TSK-1006";
    public const string BadArea = "TSK-1007";
    public const string BadUnit = "TSK-1008";
    public const string BadOffice = "TSK-1009";
    public const string BadUser = "TSK-1010";
    public const string BadProducts = "TSK-1011";
    public const string BadOccurrence = "TSK-1012";
    public const string BadWeight = "TSK-1013";
    public const string BadAction = "TSK-1014";
    public const string BadCount = "TSK-1015";
    public const string BadDocument = "TSK-1016";
    public const string BadDeadline = "TSK-1017";
}

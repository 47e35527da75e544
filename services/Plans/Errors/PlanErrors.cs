using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Errors;

/// <summary>Stable codes of the plans service.</summary>
public static class PlanErrors
{
    public static readonly ErrorCode NotFound = new("PLN-0001", 404, "There is no such plan");
    public static readonly ErrorCode NoFile = new("PLN-0002", 400, "The upload holds no file");
    public static readonly ErrorCode Unreadable = new("PLN-0003", 422, "The file is not a readable plan document");
    public static readonly ErrorCode FileKind = new("PLN-0004", 415, "This kind of file is not supported");
    public static readonly ErrorCode WrongState = new("PLN-0005", 409, "The plan's state does not allow this");
    public static readonly ErrorCode NotIssuable = new("PLN-0006", 422, "The draft cannot be issued yet");
    public static readonly ErrorCode NotAboveOthers = new("PLN-0007", 422, "Only an issued plan of a city or of the nation is handed down");
    public static readonly ErrorCode Conflict = new("PLN-0008", 409, "The plan was changed meanwhile");
    public static readonly ErrorCode NoPdfReader = new("PLN-0009", 422, "PDF files need pdftotext, which is not installed here");
    public static readonly ErrorCode NoSuchVersion = new("PLN-0010", 404, "The plan has no such version");
    public static readonly ErrorCode TooLate = new("PLN-0011", 409, "The time to reopen the plan is over");
    public static readonly ErrorCode AmendmentOpen = new("PLN-0012", 409, "An amendment of the plan is already open");
    public static readonly ErrorCode UnknownFormat = new("PLN-0013", 400, "Plans are not exported to this format");

    public const string Required = "PLN-1003";
    public const string TooLong = "PLN-1004";
    public const string TooMany = "PLN-1005";
    public const string NotAllowed = "PLN-1006";
    public const string OutOfRange = "PLN-1007";
    public const string Duplicate = "PLN-1008";
    public const string UnknownItem = "PLN-1009";
    public const string ControlCharacter = "PLN-1010";
}

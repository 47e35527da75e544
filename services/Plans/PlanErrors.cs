using Platform.ServiceDefaults.Errors;

namespace Platform.Plans;

/// <summary>Stable codes of the plans service.</summary>
public static class PlanErrors
{
    public static readonly ErrorCode NotFound = new("PLN-0001", 404, "There is no such plan");
    public static readonly ErrorCode NoFile = new("PLN-0002", 400, "The upload holds no file");
    public static readonly ErrorCode Unreadable = new("PLN-0003", 422, "The file is not a readable plan document");
    public static readonly ErrorCode FileKind = new("PLN-0004", 415, "This kind of file is not supported");
    public static readonly ErrorCode WrongState = new("PLN-0005", 409, "The plan's state does not allow this");
    public static readonly ErrorCode NotIssuable = new("PLN-0006", 422, "The draft cannot be issued yet");
    public static readonly ErrorCode NotALeaf = new("PLN-0007", 422, "Plans are imported for communes, wards and special zones");
}

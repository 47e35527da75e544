using Platform.ServiceDefaults.Errors;

namespace Platform.Tasks;

/// <summary>Stable codes of the tasks service.</summary>
public static class TaskErrors
{
    public static readonly ErrorCode NotFound = new("TSK-0001", 404, "There is no such task");
    public static readonly ErrorCode Cancelled = new("TSK-0002", 409, "The task was cancelled");
    public static readonly ErrorCode BadFilter = new("TSK-0003", 400, "The filter is not valid");

    // Codes of single findings.
    public const string BadPercent = "TSK-1001";
    public const string BadComment = "TSK-1002";
    public const string BadDate = "TSK-1003";
}

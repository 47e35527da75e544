namespace Platform.Reporting.Model.Reports;

public static class PartStates
{
    public const string NotStarted = "notStarted";
    public const string InProgress = "inProgress";
    public const string HandedIn = "handedIn";
    public const string Returned = "returned";
}

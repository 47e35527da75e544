namespace Platform.Contracts.Events;

/// <summary>Names of the pub/sub component and of the topics on it. A topic carries exactly one event type; a break is a new topic.</summary>
public static class Topics
{
    public const string PubSub = "pubsub";

    public const string OrgUnitChanged = "org-unit-changed-v1";
    public const string PlanIssued = "plan-issued-v1";
    public const string PlanAmended = "plan-amended-v1";
    public const string TaskChanged = "task-changed-v1";
    public const string IndicatorRecorded = "indicator-recorded-v1";
    public const string ReportSubmitted = "report-submitted-v1";
    public const string ReportReturned = "report-returned-v1";
    public const string ReportAccepted = "report-accepted-v1";
    public const string ReportPeriodOpened = "report-period-opened-v1";
    public const string NoticeRaised = "notice-raised-v1";
}

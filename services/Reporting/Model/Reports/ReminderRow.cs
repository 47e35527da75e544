namespace Platform.Reporting.Model.Reports;

/// <summary>A reminder that was raised: once per step and unit.</summary>
public sealed class ReminderRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string Step { get; init; }
    public DateTimeOffset At { get; init; }
}

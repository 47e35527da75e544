namespace Platform.Reporting.Model.Reports;

public sealed class HistoryRow
{
    public long Id { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public long Revision { get; init; }
    public required string Action { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Message { get; init; }
}

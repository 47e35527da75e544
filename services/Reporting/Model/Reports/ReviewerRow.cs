namespace Platform.Reporting.Model.Reports;

/// <summary>Who at the Department reviews a unit's report.</summary>
public sealed class ReviewerRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string UserName { get; set; }
}

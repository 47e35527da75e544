namespace Platform.Reporting.Model.Reports;

/// <summary>Which office of a unit fills a part; a row with no office says that the commune's officer does.</summary>
public sealed class PartOfficeRow
{
    public required string OrgUnit { get; init; }
    public required string Part { get; init; }
    public string? Office { get; set; }
}

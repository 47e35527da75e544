namespace Platform.Reporting.Model.Reports;

/// <summary>Who is editing a part, until when.</summary>
public sealed class PartLeaseRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string Part { get; init; }
    public required string Holder { get; set; }
    public DateTimeOffset Until { get; set; }
}

namespace Platform.Reporting.Model.CityReports;

/// <summary>An issued version of a city's report: never changed afterwards.</summary>
public sealed class CityReportVersionRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public int Number { get; init; }
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number of the document in the office's register, e.g. "125/BC-SNV"; null when not told.</summary>
    public string? DocumentNumber { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public required string IssuedBy { get; init; }
}

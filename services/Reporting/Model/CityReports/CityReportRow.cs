namespace Platform.Reporting.Model.CityReports;

/// <summary>The working copy of a city's consolidated report for one period.</summary>
public sealed class CityReportRow
{
    public required string Period { get; init; }

    /// <summary>Code of the city or province.</summary>
    public required string OrgUnit { get; init; }
    public required string State { get; set; }

    /// <summary>Grows by one with every change: the ETag.</summary>
    public long Revision { get; set; }

    /// <summary><see cref="CityReport"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>Number of the latest issued version; 0 before the first.</summary>
    public int Issued { get; set; }

    /// <summary>Why it came back; null when not returned.</summary>
    public string? Message { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public required string UpdatedBy { get; set; }
}

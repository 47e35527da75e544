namespace Platform.Reporting.Storage;

/// <summary>The working copy of a city's consolidated report for one period.</summary>
public sealed class CityReportRow
{
    public required string Period { get; init; }

    /// <summary>Code of the city or province.</summary>
    public required string OrgUnit { get; init; }
    public required string State { get; set; }

    /// <summary>Grows by one with every change: the ETag.</summary>
    public long Revision { get; set; }

    /// <summary><see cref="CityReports.CityReport"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>Number of the latest issued version; 0 before the first.</summary>
    public int Issued { get; set; }

    /// <summary>Why it came back; null when not returned.</summary>
    public string? Message { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public required string UpdatedBy { get; set; }
}

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

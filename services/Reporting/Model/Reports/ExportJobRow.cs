namespace Platform.Reporting.Model.Reports;

/// <summary>A bulk export that somebody asked for: worked off in the background, kept for a day.</summary>
public sealed class ExportJobRow
{
    public required Guid Id { get; init; }
    public required string Period { get; init; }

    /// <summary>The units at or below this one.</summary>
    public required string Under { get; init; }

    /// <summary>Ranking block; null for all.</summary>
    public string? Block { get; init; }

    /// <summary>docx, pdf, xlsx or csv: what lies in the zip for each report.</summary>
    public required string Format { get; init; }
    public bool AcceptedOnly { get; init; }
    public required string State { get; set; }

    /// <summary>Reports written so far.</summary>
    public int Done { get; set; }

    /// <summary>Reports to write; 0 until counted.</summary>
    public int Total { get; set; }
    public long Bytes { get; set; }

    /// <summary>Why it failed, in Vietnamese.</summary>
    public string? Error { get; set; }
    public required string RequestedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Until then the one who works on it is taken to be alive; afterwards somebody else starts it anew.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }
}

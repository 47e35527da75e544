namespace Platform.Reporting.Model.Reports;

/// <summary>The working copy of one unit's report for one period.</summary>
public sealed class ReportRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string State { get; set; }

    /// <summary>Grows by one with every change, drafts included: the ETag, and the version of the events.</summary>
    public long Revision { get; set; }
    public required string TemplateCode { get; set; }
    public int TemplateVersion { get; set; }

    /// <summary>Values and narrative as JSON (<see cref="ReportContent"/>).</summary>
    public required string Content { get; set; }

    /// <summary>Number of the latest submission; 0 before the first.</summary>
    public int Submission { get; set; }
    public string? Receipt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Decided by the first submission.</summary>
    public bool? OnTime { get; set; }

    /// <summary>Revision that the latest submission was made from.</summary>
    public long SubmittedRevision { get; set; }

    /// <summary>Message and reasons of the latest return, as JSON; null when not returned.</summary>
    public string? ReturnedWith { get; set; }
    public DateTimeOffset? ReopenedUntil { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public required string UpdatedBy { get; set; }

    /// <summary>
    /// How far each office is with its part, as JSON (part code to <see cref="PartState"/>); null while nobody works by parts.
    /// </summary>
    public string? Parts { get; set; }

    /// <summary>Item and section codes that a reopening allows to change, as a JSON list; null for all.</summary>
    public string? ReopenedItems { get; set; }

    /// <summary>The unit's answers to returned lines so far, as JSON (code to text).</summary>
    public string? Explained { get; set; }
}

namespace Platform.Reporting.Model.Reports;

/// <summary>What was submitted: never changed afterwards.</summary>
public sealed class SubmissionRow
{
    public required string Receipt { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public int Number { get; init; }
    public long Revision { get; init; }
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>, hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public required string SubmittedBy { get; init; }
    public bool OnTime { get; init; }

    /// <summary>The caller's Idempotency-Key, when one was sent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What this submission answers, as JSON (<see cref="SubmissionAnswers"/>); null for one that follows no return.</summary>
    public string? Answers { get; init; }
}

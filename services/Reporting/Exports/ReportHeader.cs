using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Exports;

/// <summary>What stands around a report's content in a file: who, which period, in which state.</summary>
/// <param name="City">Full name of the unit above ("Thành phố Hải Phòng"); the addressee is its Department.</param>
/// <param name="Submission">The submission that is shown; null for a draft, which is marked as one.</param>
/// <param name="State">Vietnamese name of the report's state.</param>
public sealed record ReportHeader(
    PeriodCode Period, DateOnly From, DateOnly Cutoff, string UnitCode, string UnitName, string UnitFullName, string City,
    string State, long Revision, SubmissionMark? Submission)
{
    public bool IsDraft => Submission is null;

    /// <summary>Who issues it: the commune's committee unless told otherwise.</summary>
    public IssuingBody Issuer { get; init; } = IssuingBody.CommuneCommittee(UnitName, UnitFullName, City);

    /// <summary>Number of the document, e.g. "125/BC-SNV"; null leaves room to write it in.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Said in front of the text, e.g. that figures are provisional; null when there is nothing to say.</summary>
    public string? Remark { get; init; }

    /// <summary>The number as it stands in the document.</summary>
    public string Number => DocumentNumber ?? $"       /{Issuer.NumberSuffix}";

    public static ReportHeader Of(PeriodRow period, OrgUnitInfo unit, OrgUnitInfo? above, ReportRow report, SubmissionRow? submission) =>
        new(
        PeriodCode.Parse(period.Code), period.From, period.To.AddDays(-1), unit.Code, unit.Name, unit.FullName, above?.FullName ?? "",
        ReportStateNames.Of(report.State), report.Revision,
        submission is null ? null : new(submission.Receipt, submission.Sha256, submission.SubmittedAt));
}

/// <summary>The proof that goes on a submitted report.</summary>
/// <param name="Sha256">Of the submitted content, hexadecimal.</param>
public sealed record SubmissionMark(string Receipt, string Sha256, DateTimeOffset SubmittedAt);

using System.Security.Cryptography;
using Platform.Contracts.Events;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.Reporting.Reports.Submit;

/// <summary>Reading and writing of a submission, inside the change of its report.</summary>
internal static class SubmitReport
{
    /// <summary>
    /// An earlier submission that this call repeats: by key, or because nothing changed since. The key stands with the submission, whoever of the unit
    /// sent it, and not in the table of keys: the receipt is what is repeated, for as long as there are receipts.
    /// </summary>
    public static async Task<Result<SubmitAnswer>?> RepeatedAsync(
        ReportStore store, ReportAtHand report, IdempotencyKey key, long? revision, CancellationToken stop)
    {
        if (report.Row is not { } row)
            return null;
        if (key.Value is { } value && await store.FindSubmissionAsync(row, value, stop) is { } byKey)
        {
            return revision is null || revision == byKey.Revision
                ? Answer(byKey, row)
                : new Failure(RequestErrors.KeyReused, "Khóa Idempotency-Key này đã dùng cho một phiên bản khác của báo cáo.");
        }
        var again = row.State == ReportStates.Submitted || (row.State == ReportStates.Accepted && revision is not null);
        return again && (revision is null || revision == row.SubmittedRevision)
            ? Answer(await store.GetSubmissionAsync(row.Receipt!, stop), row)
            : default(Result<SubmitAnswer>?);
    }

    /// <summary>What was returned; null when nothing was.</summary>
    public static async Task<ReportContent?> ReturnedContentAsync(ReportStore store, ReportAtHand report, CancellationToken stop) =>
        report.Row is { ReturnedWith: not null, Receipt: { } receipt }
            ? ReportContent.FromJson((await store.GetSubmissionAsync(receipt, stop)).Content)
            : null;

    public static SubmitAnswer Write(ReportDesk desk, ReportAtHand report, bool onTime, IdempotencyKey key)
    {
        var row = report.Row!;
        var number = row.Submission + 1;
        var submission = new SubmissionRow
        {
            Receipt = $"{row.Period}.{row.OrgUnit}.{number}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}",
            Period = row.Period,
            OrgUnit = row.OrgUnit,
            Number = number,
            Revision = row.Revision,
            Content = row.Content,
            Sha256 = ReportContent.HashOf(row.Content),
            SubmittedAt = report.Now,
            SubmittedBy = report.Caller.UserName,
            OnTime = onTime,
            IdempotencyKey = key.Value,
            Answers = SubmissionAnswers.Of(row).ToJson(),
        };
        desk.Store.Add(submission);
        desk.Take(report, new("submitted", r => Mark(r, submission), Announced: true));
        return Answer(submission, row);
    }

    private static void Mark(ReportRow row, SubmissionRow submission)
    {
        row.SubmittedRevision = row.Revision;
        row.State = ReportStates.Submitted;
        row.Submission = submission.Number;
        row.Receipt = submission.Receipt;
        row.SubmittedAt = submission.SubmittedAt;
        row.OnTime = submission.OnTime;
        row.ReturnedWith = null;
        row.ReopenedUntil = null;
        row.ReopenedItems = null;
        row.Explained = null;
    }

    private static SubmitAnswer Answer(SubmissionRow s, ReportRow row) =>
        new(s.Receipt, s.Number, s.SubmittedAt, row.OnTime ?? s.OnTime, s.Sha256);
}

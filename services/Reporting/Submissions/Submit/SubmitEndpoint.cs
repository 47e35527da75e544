using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Submit;

/// <summary>The proof of a submission.</summary>
/// <param name="Receipt">Number under which the submission can be looked up (<c>GET /api/reports/receipts/{receipt}</c>).</param>
/// <param name="Version">Number of the submission of this report, from 1.</param>
/// <param name="OnTime">Whether the first submission came before the commune deadline (Viet Nam time, the server's clock).</param>
public sealed record SubmitAnswer(string Receipt, int Version, DateTimeOffset SubmittedAt, bool OnTime, string Sha256);

/// <param name="Revision">Revision that the leader has seen; a newer draft is not submitted unseen. Absent: the current one.</param>
public sealed record SubmitInput(long? Revision);

/// <summary>The leader submits: the draft becomes an immutable, hashed submission with a receipt. Pressing again gives the same receipt.</summary>
public static class SubmitEndpoint
{
    public static void MapSubmit(this WebApplication app) =>
        app.For(Rights.SignReports, "unit").MapPost("/api/reports/{period}/{unit}/submit", SubmitAsync)
            .WithSummary("Submits the report (commune leader); the same again answers the same receipt");

    private static async Task<Answer<SubmitAnswer>> SubmitAsync(
        string period, string unit, SubmitInput? input, HttpRequest request, Precondition seen, Caller caller,
        OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportStore store, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied;
        if (calendar.Find(period) is var found && found.Failure is { } unknown)
            return unknown;
        var key = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } k ? k : null;
        var result = await store.ChangeAsync<SubmitAnswer>(period, unit, async row =>
        {
            if (row is not null && await RepeatedAsync(store, row, key, input?.Revision, stop) is { } before)
                return Answer(before, row);
            if (!seen.Holds(row?.Revision ?? 0))
                return ReportAccess.Conflict(row?.Revision ?? 0, seen);
            var template = row is null ? null : templates.Get(row.TemplateCode, row.TemplateVersion);
            var submitted = row is { ReturnedWith: not null, Receipt: { } receipt } ? ReportContent.FromJson((await store.GetSubmissionAsync(receipt, stop)).Content) : null;
            var decision = DecideSubmit.Decide(
                row, template, input?.Revision, ReportAccess.MustBeOpen(calendar, period, row, store.Now), found.Value, store.Now, submitted);
            if (decision.Failure is { } no)
                return no;
            return Answer(Write(store, row!, decision.Value, caller, key), row!);
        }, stop);
        return result;
    }

    /// <summary>An earlier submission that this call repeats: by key, or because nothing changed since.</summary>
    private static async Task<SubmissionRow?> RepeatedAsync(ReportStore store, ReportRow row, string? key, long? revision, CancellationToken stop)
    {
        if (key is not null && await store.FindSubmissionAsync(row, key, stop) is { } byKey)
            return byKey;
        var again = row.State == ReportStates.Submitted || (row.State == ReportStates.Accepted && revision is not null);
        return again && (revision is null || revision == row.SubmittedRevision)
            ? await store.GetSubmissionAsync(row.Receipt!, stop)
            : null;
    }

    private static SubmissionRow Write(ReportStore store, ReportRow row, bool onTime, Caller caller, string? key)
    {
        var number = row.Submission + 1;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Content)));
        var submission = new SubmissionRow
        {
            Receipt = $"{row.Period}.{row.OrgUnit}.{number}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}",
            Period = row.Period,
            OrgUnit = row.OrgUnit,
            Number = number,
            Revision = row.Revision,
            Content = row.Content,
            Sha256 = hash,
            SubmittedAt = store.Now,
            SubmittedBy = caller.UserName,
            OnTime = onTime,
            IdempotencyKey = key,
            Answers = SubmissionAnswers.Of(row).ToJson(),
        };
        store.Add(submission);
        row.SubmittedRevision = row.Revision;
        row.State = ReportStates.Submitted;
        row.Submission = number;
        row.Receipt = submission.Receipt;
        row.SubmittedAt = submission.SubmittedAt;
        row.OnTime = onTime;
        row.ReturnedWith = null;
        row.ReopenedUntil = null;
        row.ReopenedItems = null;
        row.Explained = null;
        store.Touch(row, "submitted", caller.UserName);
        store.Announce(row);
        return submission;
    }

    private static SubmitAnswer Answer(SubmissionRow s, ReportRow row) => new(s.Receipt, s.Number, s.SubmittedAt, row.OnTime ?? s.OnTime, s.Sha256);
}

using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Submit;

/// <summary>The proof of a submission.</summary>
/// <param name="Receipt">Number under which the submission can be looked up (<c>GET /api/reports/receipts/{receipt}</c>).</param>
/// <param name="Version">Number of the submission of this report, from 1.</param>
/// <param name="OnTime">Whether the first submission came before the commune deadline (Viet Nam time, the server's clock).</param>
public sealed record SubmitAnswer(string Receipt, int Version, DateTimeOffset SubmittedAt, bool OnTime, string Sha256);

/// <param name="Revision">Revision that the leader has seen; a newer draft is not submitted unseen. Absent: the current one.</param>
public sealed record SubmitInput(long? Revision);

/// <summary>
/// The leader submits: the draft becomes an immutable, hashed submission with a receipt. Pressing again gives the same receipt.
/// </summary>
public static class SubmitEndpoint
{
    public static void MapSubmit(this WebApplication app) =>
        app.ForReport(Rights.SignReports).MapPost("submit", SubmitAsync)
            .WithSummary("Submits the report (commune leader); the same again answers the same receipt");

    private static async Task<Answer<SubmitAnswer>> SubmitAsync([AsParameters] ReportScope scope, SubmitInput? input, IdempotencyKey key) =>
        await scope.Desk.ChangeAsync<SubmitAnswer>(
            scope.Period, scope.Unit,
            async report =>
            {
                if (await SubmitReport.RepeatedAsync(scope.Desk.Store, report, key, input?.Revision, scope.Stop) is { } before)
                    return before;
                var submitted = await SubmitReport.ReturnedContentAsync(scope.Desk.Store, report, scope.Stop);
                return (report.MustBeAs(scope.Seen) is { } conflict ? conflict : DecideSubmit.Decide(report, input?.Revision, submitted))
                    .Then(onTime => SubmitReport.Write(scope.Desk, report, onTime, key));
            },
            scope.Stop);
}

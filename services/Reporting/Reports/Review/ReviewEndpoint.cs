using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Review;

/// <param name="Reason">Required.</param>
/// <param name="Until">Until when changes are taken (at most 90 days ahead); seven days when absent.</param>
/// <param name="Items">Item and section codes that may be changed; absent or empty for all.</param>
public sealed record ReopenInput(string? Reason, DateTimeOffset? Until, IReadOnlyList<string?>? Items = null);

/// <summary>What the Department does with a submitted report: return, accept, reopen.</summary>
public static class ReviewEndpoint
{
    public static void MapReview(this WebApplication app)
    {
        var reports = app.ForReport(Rights.ReviewReports);
        reports.MapPost("return", ([AsParameters] ReportScope report, ReturnMessage message) =>
            report.ChangeAsync(r => DecideReview.Return(r, message)))
            .WithSummary("Returns a submitted report with a message and a reason per line (city-admin)");
        reports.MapPost("accept", ([AsParameters] ReportScope report) => report.ChangeAsync(DecideReview.Accept))
            .WithSummary("Accepts a submitted report: its figures are confirmed (city-admin)");
        reports.MapPost("reopen", ([AsParameters] ReportScope report, ReopenInput input) =>
            report.ChangeAsync(r => DecideReview.Reopen(r, input)))
            .WithSummary("Reopens an accepted report with a reason and until when (city-admin)");
    }
}

using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Reports.Submit;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Withdraw;

/// <param name="Reason">Required, at most 2,000 characters.</param>
public sealed record WithdrawInput(string? Reason);

/// <summary>
/// The leader takes a submitted report back before the Department has decided on it. The submission stays on record; whether the next one
/// is on time is decided anew, so that an empty report sent early wins nothing.
/// </summary>
public static class WithdrawEndpoint
{
    private const int LongestReason = 2000;

    public static void MapWithdraw(this WebApplication app) =>
        app.ForReport(Rights.SignReports).MapPost("withdraw", ([AsParameters] ReportScope report, WithdrawInput input) =>
            report.ChangeAsync(r => Decide(r, input)))
            .WithSummary("Takes a submitted report back before it is reviewed (commune leader)");

    public static Result<ReportStep> Decide(ReportAtHand report, WithdrawInput input)
    {
        if (report.Row?.State != ReportStates.Submitted)
            return report.WrongState("rút");
        // Not when the period would not take the report again.
        if ((PeriodStates.MustBeOpen(report.Period, report.Now) ?? DecideSubmit.MustNotBeTooLate(report.Period, report.Now)) is { } closed)
            return closed;
        if (string.IsNullOrWhiteSpace(input.Reason) || input.Reason.Length > LongestReason)
            return Failure.Invalid("reason", ReportErrors.MissingMessage, $"Cần ghi lý do rút báo cáo, tối đa {LongestReason} ký tự.");
        return new ReportStep(
            "withdrawn",
            row =>
            {
                row.State = ReportStates.Draft;
                row.OnTime = null;
                row.SubmittedAt = null;
            },
            input.Reason, Announced: true);
    }
}

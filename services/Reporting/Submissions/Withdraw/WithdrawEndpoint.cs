using Platform.Contracts.Events;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.Submit;
using Platform.Reporting.Submissions.View;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Withdraw;

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
        app.For(Rights.SignReports, "unit").MapPost("/api/reports/{period}/{unit}/withdraw", WithdrawAsync)
            .WithSummary("Takes a submitted report back before it is reviewed (commune leader)");

    private static async Task<Answer<ReportView>> WithdrawAsync(
        string period, string unit, WithdrawInput input, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates,
        ReportStore store, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied;
        var found = calendar.Find(period);
        if (found.Failure is { } unknown)
            return unknown;
        var result = await store.ChangeAsync<ReportRow>(period, unit, row => Task.FromResult(Withdraw(row)), stop);
        return result.Then(row => ReportView.Of(row, found.Value, access.Value, templates.Get(row.TemplateCode, row.TemplateVersion).Template));

        Result<ReportRow> Withdraw(ReportRow? row)
        {
            if (Decide(row, input, calendar.FindOpen(period).Failure ?? DecideSubmit.MustNotBeTooLate(found.Value, store.Now)) is { } no)
                return no;
            row!.State = ReportStates.Draft;
            row.OnTime = null;
            row.SubmittedAt = null;
            store.Touch(row, "withdrawn", caller.UserName, input.Reason);
            store.Announce(row);
            return row;
        }
    }

    /// <param name="closed">Why the period would not take the report again.</param>
    public static Failure? Decide(ReportRow? row, WithdrawInput input, Failure? closed)
    {
        if (row?.State != ReportStates.Submitted)
            return ReportAccess.WrongState(row, "rút");
        if (closed is not null)
            return closed;
        return string.IsNullOrWhiteSpace(input.Reason) || input.Reason.Length > LongestReason
            ? Failure.Invalid("reason", ReportErrors.MissingMessage, $"Cần ghi lý do rút báo cáo, tối đa {LongestReason} ký tự.")
            : null;
    }
}

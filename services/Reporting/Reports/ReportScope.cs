using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports;

/// <summary>The report that an address names; every operation on one report is mapped with it.</summary>
/// <param name="Seen">Revision that the caller has seen.</param>
public sealed record ReportScope(string Period, string Unit, Precondition Seen, ReportDesk Desk, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>The report as it stands, unless the caller has seen another revision.</summary>
    public async Task<Result<ReportAtHand>> FindAsync() =>
        (await Desk.FindAsync(Period, Unit, Stop)).Then<ReportAtHand>(report => report.MustBeAs(Seen) is { } no ? no : report);

    public async Task<Answer<T>> ReadAsync<T>(Func<ReportAtHand, Task<Result<T>>> read) where T : notnull =>
        await (await FindAsync()).ThenAsync(read);

    /// <summary>One decision about the report as it stands, unless the caller has seen another revision.</summary>
    public async Task<Answer<ReportView>> ChangeAsync(Func<ReportAtHand, Result<ReportStep>> decide, Precondition? seen = null)
    {
        var view = await Desk.ChangeAsync(Period, Unit, seen ?? Seen, decide, ReportView.Of, Stop);
        if (view.Failure is null)
            Http.Response.Headers.ETag = Precondition.TagOf(view.Value.Revision);
        return view;
    }

    /// <summary>As <see cref="ChangeAsync"/>, by the unit itself and while the report takes its changes.</summary>
    /// <param name="revision">Seen revision that stands in the body.</param>
    public Task<Answer<ReportView>> EditAsync(Func<ReportAtHand, Result<ReportStep>> decide, long? revision = null)
    {
        var seen = Seen.And(revision);
        return ChangeAsync(report => (report.MustTakeChanges() ?? report.MustBeAs(seen)) is { } no ? no : decide(report),
            Precondition.None);
    }
}

public static class ReportRoutes
{
    public const string One = "/api/reports/{period}/{unit}";

    /// <summary>Operations on one report that ask for a right on its unit.</summary>
    public static RouteGroupBuilder ForReport(this IEndpointRouteBuilder app, Right right) => app.For(right, "unit").MapGroup(One);
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.View;

/// <summary>One line of the list of a period's reports.</summary>
public sealed record ReportListItem(
    string OrgUnit, string OrgUnitName, string? Block, string State, int Submission, DateTimeOffset? SubmittedAt, bool? OnTime);

public sealed record HistoryView(long Revision, string Action, string By, DateTimeOffset At, string? Message);

public static class ViewReportEndpoint
{
    public static void MapViewReport(this WebApplication app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/reports/{period}", ListAsync)
            .WithSummary("State of every report of a period in the caller's scope");
        app.For(Rights.ReadUnit, "unit").MapGet(ReportRoutes.One, GetAsync).Revalidated<ReportView>(r => r.Revision)
            .WithSummary("One unit's report, or an empty one to begin with");
        app.ForReport(Rights.ReadUnit).MapGet("history", HistoryAsync).WithSummary("Who did what with the report, and when");
    }

    private static Task<Answer<List<ReportListItem>>> ListAsync([AsParameters] PeriodScope scope, string? state, ReportingDb db) =>
        scope.ReadAsync<List<ReportListItem>>(async (period, units) =>
        {
            var codes = units.Select(u => u.Code).ToList();
            var rows = await db.Reports.AsNoTracking()
                .Where(r => r.Period == period.Code && codes.Contains(r.OrgUnit))
                .Select(r => new { r.OrgUnit, r.State, r.Submission, r.SubmittedAt, r.OnTime })
                .ToDictionaryAsync(r => r.OrgUnit, scope.Stop);
            return units
                .Select(u => rows.TryGetValue(u.Code, out var r)
                    ? new ReportListItem(u.Code, u.FullName, u.Block, r.State, r.Submission, r.SubmittedAt, r.OnTime)
                    : new ReportListItem(u.Code, u.FullName, u.Block, "none", 0, null, null))
                .Where(r => state is null || r.State == state).ToList();
        });

    private static Task<Answer<ReportView>> GetAsync([AsParameters] ReportScope scope, Suggestions suggestions) =>
        scope.ReadAsync<ReportView>(async report =>
        {
            if (report.Template.Failure is { } none)
                return none;
            var editable = report.Row?.State is null or ReportStates.Draft or ReportStates.Returned or ReportStates.Reopened;
            var suggested = editable ? await suggestions.OfAsync(report.Template.Value.Template, scope.Unit, report.Period, scope.Stop)
                : null;
            return ReportView.Of(report, suggested, versioned: true);
        });

    private static async Task<Answer<List<HistoryView>>> HistoryAsync([AsParameters] ReportScope scope, ReportingDb db) =>
        await (await scope.Desk.UnitAsync(scope.Unit, scope.Stop)).ThenAsync<List<HistoryView>>(async unit =>
            await db.History.AsNoTracking().Where(h => h.Period == scope.Period && h.OrgUnit == unit.Code).OrderBy(h => h.Id)
                .Select(h => new HistoryView(h.Revision, h.Action, h.By, h.At, h.Message)).ToListAsync(scope.Stop));
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.Review;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.View;

/// <summary>A report as the form shows it.</summary>
/// <param name="State">none (not begun), draft, submitted, returned, accepted, reopened.</param>
/// <param name="Revision">Send it back with a change; also in the ETag header.</param>
/// <param name="Submission">Number of the latest submission, 0 before the first.</param>
/// <param name="DueAt">Commune deadline (UTC instant).</param>
/// <param name="Suggested">First values that other services know, with their source; shown, not stored.</param>
/// <param name="ReopenedItems">Items and sections that may be changed while reopened; null for all.</param>
/// <param name="PartVersions">Version of every part of this very content, to save parts by; only when the report is asked for.</param>
/// <param name="Explained">Answers to returned lines so far, by item or section code.</param>
public sealed record ReportView(
    string Period, string OrgUnit, string OrgUnitName, string State, long Revision, string TemplateCode, int TemplateVersion,
    IReadOnlyDictionary<string, decimal> Values, IReadOnlyDictionary<string, string> Narrative,
    int Submission, string? Receipt, DateTimeOffset? SubmittedAt, bool? OnTime, DateTimeOffset DueAt,
    ReturnMessage? Returned, DateTimeOffset? ReopenedUntil, DateTimeOffset? UpdatedAt, string? UpdatedBy,
    IReadOnlyDictionary<string, Suggestion> Suggested, IReadOnlyList<string>? ReopenedItems, IReadOnlyDictionary<string, string> Explained,
    IReadOnlyDictionary<string, string>? PartVersions)
{
    public static ReportView Of(ReportRow? row, PeriodRow period, OrgUnitInfo unit, Template template, IReadOnlyDictionary<string, Suggestion>? suggested = null,
        CompiledTemplate? versioned = null)
    {
        var content = row is null ? ReportContent.Empty : ReportContent.FromJson(row.Content);
        return new(
            period.Code, unit.Code, unit.FullName, row?.State ?? "none", row?.Revision ?? 0, template.Code, template.Version,
            content.Values, content.Narrative,
            row?.Submission ?? 0, row?.Receipt, row?.SubmittedAt, row?.OnTime, VietnamTime.EndOf(period.CommuneDue),
            row?.ReturnedWith is { } returned ? JsonSerializer.Deserialize<ReturnMessage>(returned, PlatformHost.Json) : null,
            row?.ReopenedUntil, row?.UpdatedAt, row?.UpdatedBy, suggested ?? new Dictionary<string, Suggestion>(),
            row?.ReopenedItems is { } items ? JsonSerializer.Deserialize<List<string>>(items, PlatformHost.Json) : null,
            row?.Explained is { } explained ? JsonSerializer.Deserialize<Dictionary<string, string>>(explained, PlatformHost.Json)! : new Dictionary<string, string>(),
            versioned?.Parts.ToDictionary(p => p.Code, p => Parts.PartContent.VersionOf(versioned, content, p.Code)));
    }
}

/// <param name="Source">Where the value comes from, for people.</param>
public sealed record Suggestion(decimal Value, string Source);

/// <summary>One line of the list of a period's reports.</summary>
public sealed record ReportListItem(string OrgUnit, string OrgUnitName, string? Block, string State, int Submission, DateTimeOffset? SubmittedAt, bool? OnTime);

public sealed record HistoryView(long Revision, string Action, string By, DateTimeOffset At, string? Message);

public static class ViewReportEndpoint
{
    public static void MapViewReport(this WebApplication app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/reports/{period}", ListAsync).Produces<IEnumerable<ReportListItem>>()
            .WithSummary("State of every report of a period in the caller's scope");
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}", GetAsync).Revalidated<ReportView>(r => r.Revision)
            .WithSummary("One unit's report, or an empty one to begin with");
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}/history", HistoryAsync).Produces<IEnumerable<HistoryView>>();
    }

    private static async Task<IResult> ListAsync(
        string period, string? state, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, ReportingDb db, CancellationToken stop)
    {
        if (calendar.Find(period).Failure is { } failure)
            return failure.ToProblem();
        var units = (await directory.GetAsync(stop)).LeavesUnder(caller.Unit).ToList();
        var codes = units.Select(u => u.Code).ToList();
        var rows = await db.Reports.AsNoTracking()
            .Where(r => r.Period == period && codes.Contains(r.OrgUnit))
            .Select(r => new { r.OrgUnit, r.State, r.Submission, r.SubmittedAt, r.OnTime })
            .ToDictionaryAsync(r => r.OrgUnit, stop);
        return Results.Ok(units
            .Select(u => rows.TryGetValue(u.Code, out var r)
                ? new ReportListItem(u.Code, u.FullName, u.Block, r.State, r.Submission, r.SubmittedAt, r.OnTime)
                : new ReportListItem(u.Code, u.FullName, u.Block, "none", 0, null, null))
            .Where(r => state is null || r.State == state));
    }

    private static async Task<Answer<ReportView>> GetAsync(
        string period, string unit, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar,
        TemplateCatalog templates, ReportStore store, Suggestions suggestions, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied;
        var row = calendar.Find(period);
        if (row.Failure is { } unknown)
            return unknown;
        var report = await store.FindAsync(period, unit, stop);
        var template = report is null ? templates.For(row.Value, access.Value) : templates.Get(report.TemplateCode, report.TemplateVersion);
        if (template.Failure is { } none)
            return none;
        var editable = report is null || report.State is ReportStates.Draft or ReportStates.Returned or ReportStates.Reopened;
        var suggested = editable ? await suggestions.OfAsync(template.Value.Template, unit, row.Value, stop) : null;
        return ReportView.Of(report, row.Value, access.Value, template.Value.Template, suggested, template.Value);
    }

    private static async Task<IResult> HistoryAsync(
        string period, string unit, Caller caller, OrgUnitDirectory directory, ReportingDb db, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied.ToProblem();
        return Results.Ok(await db.History.AsNoTracking().Where(h => h.Period == period && h.OrgUnit == unit).OrderBy(h => h.Id)
            .Select(h => new HistoryView(h.Revision, h.Action, h.By, h.At, h.Message)).ToListAsync(stop));
    }
}

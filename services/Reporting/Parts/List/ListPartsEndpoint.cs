using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Parts.List;

/// <summary>A report as its offices see it.</summary>
/// <param name="Assembles">Whether the caller puts the parts together (the commune's officer or leader).</param>
public sealed record PartsView(string Period, string OrgUnit, long Revision, bool Assembles, IReadOnlyList<PartView> Parts);

/// <summary>One part.</summary>
/// <param name="Office">Code of the office that fills it; null for the commune's own officer.</param>
/// <param name="State">notStarted, inProgress, handedIn, returned.</param>
/// <param name="DueOn">The office's last day.</param>
/// <param name="Reason">Why it was sent back.</param>
/// <param name="Version">Send it back as <c>base</c> with a change; equal content has equal versions.</param>
/// <param name="Filled">Of <paramref name="Required"/> required items and sections, how many are filled.</param>
/// <param name="Mine">Whether the caller may write it.</param>
/// <param name="Editor">Who is editing it now; null when nobody is.</param>
/// <param name="Codes">Items and sections of the part.</param>
public sealed record PartView(
    string Code, string Title, string? Office, string? OfficeName, string State, DateOnly DueOn, bool Overdue, string? Reason,
    DateTimeOffset? HandedInAt, string? HandedInBy, string Version, int Required, int Filled, bool Mine, string? Editor, DateTimeOffset? EditorUntil,
    IReadOnlyList<string> Codes)
{
    public static PartView Of(
        CompiledTemplate template, TemplatePart part, ReportRow? row, PeriodRow period, OfficeInfo? office, PartLeaseRow? lease, bool mine, DateOnly today)
    {
        var content = row is null ? ReportContent.Empty : ReportContent.FromJson(row.Content);
        var own = PartContent.Cut(template, content, part.Code);
        var state = PartState.Of(row).GetValueOrDefault(part.Code) ?? PartState.New;
        var shown = state.State == PartStates.NotStarted && own.Values.Count + own.Narrative.Count > 0 ? PartStates.InProgress : state.State;
        var codes = template.PartOf.Where(p => p.Value == part.Code).Select(p => p.Key).Order(StringComparer.Ordinal).ToList();
        var required = codes.Where(c => template.Items.TryGetValue(c, out var i) ? i.Required : template.Sections[c].Required).ToList();
        var due = state.DueOn ?? period.OfficeDue;
        return new(
            part.Code, part.Title, office?.Code, office?.Name, shown, due, today > due && shown != PartStates.HandedIn, state.Reason,
            state.HandedInAt, state.HandedInBy, PartContent.VersionOf(template, content, part.Code), required.Count,
            required.Count(c => own.Values.ContainsKey(c) || own.Narrative.ContainsKey(c)), mine, lease?.Holder, lease?.Until, codes);
    }
}

/// <summary>The parts of a report: whose they are, how far they are and who is editing them.</summary>
public static class ListPartsEndpoint
{
    public static void MapListParts(this WebApplication app) =>
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}/parts", ListAsync).Produces<PartsView>().Revalidated()
            .WithSummary("The parts of a report, with office, state and editor");

    private static async Task<IResult> ListAsync(
        string period, string unit, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, PartGate gate, PartOffices offices,
        ReportingDb db, TimeProvider time, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied.ToProblem();
        var found = calendar.Find(period);
        if (found.Failure is { } unknown)
            return unknown.ToProblem();
        var template = await gate.TemplateAsync(period, access.Value, stop);
        if (template.Failure is { } none)
            return none.ToProblem();
        var now = time.GetUtcNow();
        var row = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == unit, stop);
        var leases = await db.PartLeases.AsNoTracking().Where(l => l.Period == period && l.OrgUnit == unit && l.Until > now).ToDictionaryAsync(l => l.Part, stop);
        var byPart = await offices.OfAsync(unit, template.Value, stop);
        var assembles = PartOffices.Assembles(caller, access.Value);
        var today = Contracts.Periods.VietnamTime.DateOf(now);
        return Results.Ok(new PartsView(period, unit, row?.Revision ?? 0, assembles, [.. template.Value.Parts.Select(p => PartView.Of(
            template.Value, p, row, found.Value, byPart[p.Code], leases.GetValueOrDefault(p.Code),
            assembles || (caller.Office is { } own && Rights.WriteReports.Allows(caller, access.Value) && byPart[p.Code]?.Code == own), today))]));
    }
}

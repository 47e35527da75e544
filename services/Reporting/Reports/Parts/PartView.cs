using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Parts;

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
    DateTimeOffset? HandedInAt, string? HandedInBy, string Version, int Required, int Filled, bool Mine, string? Editor,
    DateTimeOffset? EditorUntil,
    IReadOnlyList<string> Codes)
{
    public static PartView Of(
        CompiledTemplate template, TemplatePart part, ReportRow? row, PeriodRow period, OfficeInfo? office, PartLeaseRow? lease, bool mine,
        DateOnly today)
    {
        var content = row is null ? ReportContent.Empty : ReportContent.FromJson(row.Content);
        var own = PartContent.Cut(template, content, part.Code);
        var state = PartState.Of(row).GetValueOrDefault(part.Code) ?? PartState.New;
        var shown = state.State == PartStates.NotStarted && own.Values.Count + own.Narrative.Count > 0
            ? PartStates.InProgress : state.State;
        var codes = template.PartOf.Where(p => p.Value == part.Code).Select(p => p.Key).Order(StringComparer.Ordinal).ToList();
        var required = codes.Where(c => template.Items.TryGetValue(c, out var i) ? i.Required : template.Sections[c].Required).ToList();
        var due = state.DueOn ?? period.OfficeDue;
        return new(
            part.Code, part.Title, office?.Code, office?.Name, shown, due, today > due && shown != PartStates.HandedIn, state.Reason,
            state.HandedInAt, state.HandedInBy, PartContent.VersionOf(template, content, part.Code), required.Count,
            required.Count(c => own.Values.ContainsKey(c) || own.Narrative.ContainsKey(c)), mine, lease?.Holder, lease?.Until, codes);
    }
}

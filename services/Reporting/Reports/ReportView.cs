using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Reports;

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
    public static ReportView Of(ReportAtHand report) => Of(report, suggested: null, versioned: false);

    /// <param name="versioned">Whether to tell the versions of the parts.</param>
    public static ReportView Of(ReportAtHand report, IReadOnlyDictionary<string, Suggestion>? suggested, bool versioned)
    {
        var (period, unit, row, template, content) = (report.Period, report.Unit, report.Row, report.Template.Value, report.Content);
        return new(
            period.Code, unit.Code, unit.FullName, row?.State ?? "none", row?.Revision ?? 0, template.Template.Code,
            template.Template.Version,
            content.Values, content.Narrative,
            row?.Submission ?? 0, row?.Receipt, row?.SubmittedAt, row?.OnTime, VietnamTime.EndOf(period.CommuneDue),
            Read<ReturnMessage>(row?.ReturnedWith), row?.ReopenedUntil, row?.UpdatedAt, row?.UpdatedBy,
            suggested ?? new Dictionary<string, Suggestion>(), Read<List<string>>(row?.ReopenedItems),
            Read<Dictionary<string, string>>(row?.Explained) ?? [],
            versioned ? template.Parts.ToDictionary(p => p.Code, p => PartContent.VersionOf(template, content, p.Code)) : null);
    }

    private static T? Read<T>(string? json) where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, PlatformJson.Options);
}

/// <param name="Source">Where the value comes from, for people.</param>
public sealed record Suggestion(decimal Value, string Source);

using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Model.Reports;

/// <summary>How far an office is with its part of a report.</summary>
/// <param name="State">One of <see cref="PartStates"/>.</param>
/// <param name="DueOn">The office's own last day; null for the period's office deadline.</param>
/// <param name="Reason">Why the part was sent back.</param>
public sealed record PartState(
    string State, DateOnly? DueOn = null, DateTimeOffset? HandedInAt = null, string? HandedInBy = null, string? Reason = null)
{
    public static readonly PartState New = new(PartStates.NotStarted);

    public static Dictionary<string, PartState> Of(ReportRow? row) => Of(row?.Parts);

    public static Dictionary<string, PartState> Of(string? parts) =>
        parts is { } json ? JsonSerializer.Deserialize<Dictionary<string, PartState>>(json, PlatformJson.Options)! : [];

    public static void Set(ReportRow row, string part, Func<PartState, PartState> change)
    {
        var states = Of(row);
        states[part] = change(states.GetValueOrDefault(part) ?? New);
        row.Parts = JsonSerializer.Serialize(states, PlatformJson.Options);
    }
}

using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Model.CityReports;

/// <summary>What the city's consolidated report says. Immutable once issued.</summary>
/// <param name="Figures">By item code; an item that no commune reported is left out.</param>
/// <param name="Narrative">By section code.</param>
/// <param name="Sources">The commune reports that were consolidated, by unit code.</param>
/// <param name="Expected">Units that were to report when it was consolidated.</param>
public sealed record CityReport(
    string TemplateCode, int TemplateVersion, IReadOnlyDictionary<string, CityFigure> Figures,
    IReadOnlyDictionary<string, CitySection> Narrative,
    IReadOnlyList<CitySource> Sources, int Expected)
{
    public string ToJson() => JsonSerializer.Serialize(this, PlatformJson.Options);

    public static CityReport FromJson(string json) => JsonSerializer.Deserialize<CityReport>(json, PlatformJson.Options)!;

    /// <summary>Whether figures of reports that are not accepted yet are in it.</summary>
    public bool IsProvisional => Sources.Any(s => !s.Accepted);
}

/// <param name="Value">The sum over the units that reported the item, or what the item's formula makes of such sums.</param>
/// <param name="Units">How many units reported it.</param>
/// <param name="Previous">What the same units said in the previous period of the same kind; null when there is nothing to compare
/// with.</param>
public sealed record CityFigure(decimal Value, int Units, decimal? Previous);

/// <param name="Edited">Somebody wrote it: consolidating again leaves it alone unless told otherwise.</param>
/// <param name="Units">Units whose text the draft quotes.</param>
public sealed record CitySection(string Text, bool Edited, IReadOnlyList<string> Units);

/// <summary>A commune's submission that went in.</summary>
public sealed record CitySource(string OrgUnit, string Receipt, string Sha256, bool Accepted);

using System.Text.Json;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Model.Periods;

/// <summary>Who must send the reports of a period.</summary>
/// <param name="Block">Ranking block (phuong, xa); null for all blocks.</param>
/// <param name="Units">Official codes; null for all units (of the block).</param>
public sealed record PeriodSenders(string? Block, IReadOnlyList<string>? Units)
{
    public static readonly PeriodSenders Everyone = new(null, null);

    public static PeriodSenders Of(PeriodRow period) =>
        period.Senders is { } json ? Read(json) : Everyone;

    public static PeriodSenders Read(string json) => JsonSerializer.Deserialize<PeriodSenders>(json, PlatformJson.Options)!;

    /// <summary>For many units at once.</summary>
    public Func<OrgUnitInfo, bool> AsFilter()
    {
        var named = Units?.ToHashSet();
        return unit => (Block is null || unit.Block == Block) && (named is null || named.Contains(unit.Code));
    }

    public bool Include(OrgUnitInfo unit) => AsFilter()(unit);

    public string? ToJson() => this == Everyone || (Block is null && Units is null)
        ? null : JsonSerializer.Serialize(this, PlatformJson.Options);
}

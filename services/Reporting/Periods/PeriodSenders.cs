using System.Text.Json;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods;

/// <summary>Who must send the reports of a period.</summary>
/// <param name="Block">Ranking block (phuong, xa); null for all blocks.</param>
/// <param name="Units">Official codes; null for all units (of the block).</param>
public sealed record PeriodSenders(string? Block, IReadOnlyList<string>? Units)
{
    public static readonly PeriodSenders Everyone = new(null, null);

    public static PeriodSenders Of(PeriodRow period) =>
        period.Senders is { } json ? JsonSerializer.Deserialize<PeriodSenders>(json, PlatformHost.Json)! : Everyone;

    public bool Include(OrgUnitInfo unit) => (Block is null || unit.Block == Block) && (Units is null || Units.Contains(unit.Code));

    public string? ToJson() => this == Everyone || (Block is null && Units is null) ? null : JsonSerializer.Serialize(this, PlatformHost.Json);
}

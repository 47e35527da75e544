using System.Text.Json;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
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
        period.Senders is { } json ? Read(json) : Everyone;

    /// <summary>Who has to send: as announced when the period opened, until then those of its senders who have a template.</summary>
    public static Func<OrgUnitInfo, bool> Expected(PeriodRow period, TemplateCatalog templates)
    {
        if (period.Expected is { } json)
            return Read(json).AsFilter();
        var (senders, covered) = (Of(period).AsFilter(), templates.Covers(period));
        return unit => senders(unit) && covered(unit);
    }

    public static PeriodSenders Read(string json) => JsonSerializer.Deserialize<PeriodSenders>(json, PlatformHost.Json)!;

    /// <summary>For many units at once.</summary>
    public Func<OrgUnitInfo, bool> AsFilter()
    {
        var named = Units?.ToHashSet();
        return unit => (Block is null || unit.Block == Block) && (named is null || named.Contains(unit.Code));
    }

    public bool Include(OrgUnitInfo unit) => AsFilter()(unit);

    public string? ToJson() => this == Everyone || (Block is null && Units is null) ? null : JsonSerializer.Serialize(this, PlatformHost.Json);
}

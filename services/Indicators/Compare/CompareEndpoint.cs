using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.Indicators.Definitions;
using Platform.Indicators.Values;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Compare;

/// <param name="Numerator">Sum over the units shown in the comparison's scope.</param>
public sealed record CompareAnswer(
    Definition Indicator, string Period, string Under, string? Block, DateTimeOffset AsOf,
    decimal Numerator, decimal? Denominator, decimal? Value, int Measured, int Provisional, IReadOnlyList<CompareRow> Rows);

/// <summary>Compares all communes of a city on one indicator, from ClickHouse.</summary>
public static class CompareEndpoint
{
    public static void MapCompare(this WebApplication app) =>
        app.For(Rights.CompareUnits).MapGet("/api/indicators/compare", CompareAsync)
            .Revalidated<CompareAnswer>(null, a => a with { AsOf = default })
            .WithSummary("Communes ranked by one indicator within their blocks; a commune sees its own row only");

    private static async Task<Answer<CompareAnswer>> CompareAsync(
        string? indicator, string? period, string? block, string? under, Caller caller, DefinitionCatalog catalog, OrgUnitDirectory directory,
        ValueQueries queries, TimeProvider time, CancellationToken stop)
    {
        if (catalog.Find(indicator) is var definition && definition.Failure is { } unknown)
            return unknown;
        if (!PeriodCode.TryParse(period, out _))
            return RequestErrors.NoSuchPeriod(period ?? "");
        var units = await directory.GetAsync(stop);
        var region = Region(units, caller, under);
        if (region.Failure is { } failure)
            return failure;
        var province = region.Value.Kind == OrgUnitKinds.Nation ? "" : region.Value.Code;
        var values = (await queries.CompareAsync(definition.Value.Code, period, province, stop)).ToDictionary(v => v.OrgUnit);
        // Ranked among all, shown as far as the caller may see.
        var rows = Ranking.Rank(definition.Value, units.LeavesUnder(region.Value.Code), values)
            .Where(r => (block is null || r.Block == block) && caller.Sees(units.ByCode[r.OrgUnit])).ToList();
        var numerator = rows.Sum(r => r.Numerator ?? 0);
        decimal? denominator = definition.Value.IsRatio ? rows.Sum(r => r.Denominator ?? 0) : null;
        var measured = rows.Count(r => r.Value is not null);
        return new CompareAnswer(
            definition.Value, period, region.Value.Code, block, time.GetUtcNow(),
            numerator, denominator, measured == 0 ? null : definition.Value.ValueOf(numerator, denominator), measured,
            rows.Count(r => r.Status == ValueStatuses.Provisional), rows);
    }

    /// <summary>The region compared within: as asked, else the caller's own city.</summary>
    private static Result<OrgUnitInfo> Region(OrgUnitSnapshot units, Caller caller, string? under)
    {
        var own = units.Find(caller.Unit);
        if (own.Failure is not null)
            return own;
        var code = under ?? (own.Value.IsLeaf ? own.Value.Parent! : own.Value.Code);
        var region = units.Find(code);
        if (region.Failure is not null)
            return region;
        if (region.Value.IsLeaf)
            return RequestErrors.NoSuchUnit(code);
        return Rights.CompareUnits.Refusal(caller, region.Value, own.Value) is { } refusal ? refusal : region;
    }
}

using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.Indicators.Definitions;
using Platform.Indicators.Values;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Series;

/// <param name="From">First day covered, by the default window.</param>
/// <param name="Units">How many units the sums are over.</param>
/// <param name="Status">provisional while any of the units is, else confirmed.</param>
public sealed record SeriesPoint(string Period, DateOnly From, DateOnly To, decimal Numerator, decimal? Denominator, decimal? Value, int Units, string Status);

public sealed record SeriesAnswer(Definition Indicator, string OrgUnit, string Name, IReadOnlyList<SeriesPoint> Points);

/// <summary>One indicator's history of a commune, a city or the nation, from ClickHouse.</summary>
public static class SeriesEndpoint
{
    public static void MapSeries(this WebApplication app) =>
        app.For(Rights.ReadUnit).MapGet("/api/indicators/series", async Task<Answer<SeriesAnswer>> (
            string? indicator, string? orgUnit, Caller caller, DefinitionCatalog catalog, OrgUnitDirectory directory, ValueQueries queries,
            CancellationToken stop) =>
        {
            if (catalog.Find(indicator) is var definition && definition.Failure is { } unknown)
                return unknown;
            if ((await directory.GetAsync(stop)).Find(orgUnit ?? caller.Unit) is var unit && unit.Failure is { } noUnit)
                return noUnit;
            if (!Rights.ReadUnit.Allows(caller, unit.Value))
                return RequestErrors.OutOfScope(unit.Value.Code);
            var values = await queries.SeriesAsync(
                definition.Value.Code, unit.Value.Code, unit.Value.IsLeaf, unit.Value.Kind == OrgUnitKinds.Nation, stop);
            return new SeriesAnswer(
                definition.Value, unit.Value.Code, unit.Value.FullName,
                [.. values.Select(v => Point(definition.Value, v)).OrderBy(p => p.To).ThenByDescending(p => p.From)]);
        }).WithSummary("One indicator over time");

    private static SeriesPoint Point(Definition definition, PeriodValue v)
    {
        var window = PeriodWindow.Default(PeriodCode.Parse(v.Period));
        var denominator = definition.IsRatio ? v.Denominator : null;
        return new(
            v.Period, window.From, window.To.AddDays(-1), v.Numerator, denominator, definition.ValueOf(v.Numerator, denominator), v.Units,
            v.Provisional > 0 ? ValueStatuses.Provisional : ValueStatuses.Confirmed);
    }
}

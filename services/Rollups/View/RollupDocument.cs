using System.Collections.Frozen;
using Platform.Contracts.Events;
using Platform.Rollups.Facts;
using Platform.Rollups.Grains;
using Platform.Rollups.Periods;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.View;

/// <summary>The live picture of one unit and period: the one document every dashboard page is served from.</summary>
/// <param name="AsOf">When it was read (UTC).</param>
/// <param name="ChangedAt">When the newest fact in it happened; null when there is none.</param>
/// <param name="Children">For a city its communes, for the nation its provinces, in code order; empty for a commune.</param>
public sealed record RollupDocument(
    string OrgUnit, string Name, string Kind, string Period, long Version, DateTimeOffset AsOf, DateTimeOffset? ChangedAt,
    ReportCounts Reports, TaskSummary Tasks, IReadOnlyList<IndicatorLine> Indicators, IReadOnlyList<ChildLine> Children,
    string? State, DateTimeOffset? SubmittedAt, bool? OnTime)
{
    public static RollupDocument Of(
        OrgUnitInfo unit, OrgUnitSnapshot units, string period, Expectation expected, Picture picture, FrozenDictionary<string, IndicatorNames.Definition> names,
        DateTimeOffset now)
    {
        var reports = ReportCounts.Of(picture.Reports, expected.CountUnder(unit.Code, units));
        return new(
            unit.Code, unit.FullName, unit.Kind, period, picture.Version, now, picture.ChangedAt, reports, picture.Tasks,
            [.. picture.Reports.Indicators.Concat(expected.Told ? OfReporting(reports) : []).Select(i => IndicatorLine.Of(i.Key, i.Value, names.GetValueOrDefault(i.Key)))
                .OrderBy(i => i.Area).ThenBy(i => i.Indicator, StringComparer.Ordinal)],
            [.. units.ChildrenOf(unit.Code).Select(c => ChildLine.Of(c, units, expected, picture.Children.GetValueOrDefault(c.Code)))],
            picture.State, picture.SubmittedAt, picture.OnTime);
    }

    /// <summary>Completeness and timeliness: every unit that has to send counts, also before it does.</summary>
    private static IEnumerable<KeyValuePair<string, IndicatorSum>> OfReporting(ReportCounts reports)
    {
        IndicatorSum Of(int part) => new() { Numerator = part, Denominator = reports.Expected, Units = reports.Expected, Provisional = reports.Expected - reports.Accepted };
        if (reports.Expected == 0)
            return [];
        return [new(ReportingIndicators.Completeness, Of(reports.Submitted)), new(ReportingIndicators.Timeliness, Of(reports.OnTime))];
    }
}

/// <param name="Expected">Units that have to send.</param>
/// <param name="Submitted">Reports that stand as sent (submitted or accepted).</param>
/// <param name="OnTime">Of those, first sent before the deadline.</param>
public sealed record ReportCounts(int Expected, int Submitted, int OnTime, int Late, int Returned, int Accepted)
{
    public static ReportCounts Of(ReportSummary s, int expected) => new(expected, s.Submitted, s.OnTime, s.Late, s.Returned, s.Accepted);
}

/// <param name="Value">100 · numerator / denominator for a ratio (two decimals), the sum for a count.</param>
/// <param name="Units">How many units measured it.</param>
/// <param name="Provisional">How many of them are not accepted yet.</param>
public sealed record IndicatorLine(
    string Indicator, string Name, int Area, string Unit, string Direction,
    decimal Numerator, decimal? Denominator, decimal? Value, decimal? Target, int Units, int Provisional)
{
    public static IndicatorLine Of(string code, IndicatorSum sum, IndicatorNames.Definition? definition) => new(
        code, definition?.Name ?? code, definition?.Area ?? 0, definition?.Unit ?? "", definition?.Direction ?? "higher",
        sum.Numerator,
        sum.Denominator == 0 ? null : sum.Denominator,
        sum.Denominator != 0 ? Math.Round(100 * sum.Numerator / sum.Denominator, 2) : definition is { IsRatio: false } ? sum.Numerator : null,
        definition?.Target, sum.Units, sum.Provisional);
}

/// <param name="State">none, draft is not told, submitted, returned, accepted, reopened; null for provinces.</param>
public sealed record ChildLine(
    string OrgUnit, string Name, string Kind, string? Block, string? State, DateTimeOffset? SubmittedAt, bool? OnTime,
    ReportCounts Reports, TaskSummary Tasks)
{
    public static ChildLine Of(OrgUnitInfo unit, OrgUnitSnapshot units, Expectation expected, ChildPicture? child) => new(
        unit.Code, unit.FullName, unit.Kind, unit.Block,
        unit.IsLeaf ? child?.State ?? "none" : null, child?.SubmittedAt, child?.OnTime,
        ReportCounts.Of(child?.Reports ?? ReportSummary.Empty, expected.CountUnder(unit.Code, units)),
        child?.Tasks ?? TaskSummary.Empty);
}

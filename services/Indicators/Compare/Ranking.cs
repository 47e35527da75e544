using Platform.Contracts.Events;
using Platform.Indicators.Definitions;
using Platform.Indicators.Values;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Compare;

/// <param name="Value">In the indicator's unit; null when the unit sent nothing or measured nothing.</param>
/// <param name="Rank">Within the unit's block, 1 is best, equal values share a rank; null without a value or a block.</param>
/// <param name="Status">provisional, confirmed or missing.</param>
public sealed record CompareRow(
    string OrgUnit, string Name, string Kind, string? Block, decimal? Numerator, decimal? Denominator, decimal? Value, decimal? Target,
    bool? ReachesTarget, int? Rank, string Status);

/// <summary>Ranks units within their blocks (wards apart, communes with special zones). Pure.</summary>
public static class Ranking
{
    public static IReadOnlyList<CompareRow> Rank(Definition definition, IEnumerable<OrgUnitInfo> units, IReadOnlyDictionary<string, StoredValue> values)
    {
        var rows = units.Select(u => Row(definition, u, values.GetValueOrDefault(u.Code))).ToList();
        var ranks = rows.Where(r => r.Value is not null && r.Block is not null)
            .GroupBy(r => r.Block)
            .SelectMany(block => Ranks(definition, [.. block]))
            .ToDictionary(r => r.OrgUnit, r => r.Rank);
        return [.. rows
            .Select(r => ranks.TryGetValue(r.OrgUnit, out var rank) ? r with { Rank = rank } : r)
            .OrderBy(r => r.Rank ?? int.MaxValue).ThenBy(r => r.OrgUnit, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string OrgUnit, int Rank)> Ranks(Definition definition, List<CompareRow> block)
    {
        var ordered = definition.Direction == "lower" ? block.OrderBy(r => r.Value) : block.OrderByDescending(r => r.Value);
        var (position, rank, last) = (0, 0, (decimal?)null);
        foreach (var row in ordered)
        {
            position++;
            if (row.Value != last)
                (rank, last) = (position, row.Value);
            yield return (row.OrgUnit, rank);
        }
    }

    private static CompareRow Row(Definition definition, OrgUnitInfo unit, StoredValue? stored)
    {
        var value = stored is null ? null : definition.ValueOf(stored.Numerator, stored.Denominator);
        bool? reaches = value is null || definition.Target is null ? null
            : definition.Direction == "lower" ? value <= definition.Target : value >= definition.Target;
        return new(
            unit.Code, unit.FullName, unit.Kind, unit.Block, stored?.Numerator, stored?.Denominator, value, definition.Target, reaches, null,
            stored is null ? ValueStatuses.Missing : stored.Provisional ? ValueStatuses.Provisional : ValueStatuses.Confirmed);
    }
}

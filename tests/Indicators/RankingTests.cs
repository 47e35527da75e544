using Platform.Indicators.Compare;
using Platform.Indicators.Definitions;
using Platform.Indicators.Values;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Tests;

public sealed class RankingTests
{
    private static readonly Definition Higher = new("H", "H", 3, "%", "ratio", "higher", 90, "report");

    private static IReadOnlyList<CompareRow> Rank(Definition definition, params (string Unit, string? Block, decimal? Percent)[] units) => Ranking.Rank(
        definition,
        units.Select(u => new OrgUnitInfo(u.Unit, u.Unit, u.Unit, "xa", "31", u.Block)),
        units.Where(u => u.Percent is not null).ToDictionary(u => u.Unit, u => new StoredValue(u.Unit, u.Percent!.Value, 100, false)));

    [Fact]
    public void Rank_CountsWithinTheBlock_AndTiesShareARank()
    {
        var rows = Rank(Higher, ("a", "xa", 80), ("b", "xa", 95), ("c", "xa", 95), ("d", "xa", 70), ("e", "phuong", 10), ("f", "xa", null), ("g", null, 99));
        Assert.Equal(
            [("b", 1), ("c", 1), ("e", 1), ("a", 3), ("d", 4), ("f", null), ("g", (int?)null)],
            rows.Select(r => (r.OrgUnit, r.Rank)));
        Assert.Equal(("missing", null, null), (rows[5].Status, rows[5].Value, rows[5].ReachesTarget));
    }

    [Fact]
    public void Rank_WhereLowerIsBetter_TurnsOrderAndTarget()
    {
        var rows = Rank(Higher with { Direction = "lower", Target = 2 }, ("a", "xa", 1), ("b", "xa", 3), ("c", "xa", 2));
        Assert.Equal([("a", 1, true), ("c", 2, true), ("b", 3, false)], rows.Select(r => (r.OrgUnit, r.Rank!.Value, r.ReachesTarget!.Value)));
    }

    [Theory]
    [InlineData(1, 3, 33.33)]
    [InlineData(2, 3, 66.67)]
    [InlineData(0, 5, 0)]
    [InlineData(5, 5, 100)]
    public void Value_OfARatio_IsAPercentageOfTwoDecimals(int numerator, int denominator, double expected) =>
        Assert.Equal((decimal)expected, Higher.ValueOf(numerator, denominator));

    [Fact]
    public void Value_OfNothingMeasured_IsNone()
    {
        Assert.Null(Higher.ValueOf(0, 0));
        Assert.Null(Higher.ValueOf(5, null));
        Assert.Equal(5, (Higher with { Kind = "count" }).ValueOf(5, null));
    }

    [Fact]
    public void Catalogue_IsConsistent()
    {
        var all = new DefinitionCatalog().All;
        Assert.Equal(all.Count, all.Select(d => d.Code).Distinct().Count());
        Assert.All(all, d => Assert.True(
            d.Kind is "ratio" or "count" && d.Direction is "higher" or "lower" && d.Source is "report" or "direct" or "reporting" && d.Area is >= 1 and <= 7, d.Code));
    }
}

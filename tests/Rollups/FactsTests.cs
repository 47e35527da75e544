using System.Text.Json;
using CsCheck;
using Platform.Contracts.Events;
using Platform.Rollups.Facts;
using Platform.ServiceDefaults.Text;

namespace Platform.Rollups.Tests;

/// <summary>What must hold of the rollup whatever arrives, however often, in whatever order.</summary>
public sealed class FactsTests
{
    [Fact]
    public void Apply_InAnyOrderWithDuplicates_EndsTheSame() => Gen.Select(Generated.History, Generated.Order).Sample((history, order) =>
    {
        var (inOrder, shuffled) = (Generated.Fold(history), Generated.Fold(Generated.Rearranged(history, order)));

        foreach (var period in Generated.AllPeriods)
            Same.Summary(ReportSummary.Of(inOrder, period), ReportSummary.Of(shuffled, period));
        foreach (var year in Generated.AllYears)
            Same.Summary(TaskSummary.Of(inOrder, year), TaskSummary.Of(shuffled, year));
    });

    [Fact]
    public void Apply_Twice_ChangesNothingTheSecondTime() => Generated.History.Sample(history =>
    {
        var facts = Generated.Fold(history);
        var version = facts.Version;
        history.ForEach(f => Generated.Apply(facts, f));
        Assert.Equal(version, facts.Version);
    });

    [Fact]
    public void Subtract_UndoesAddExactly() => Gen.Select(Generated.Report, Generated.Report, Generated.History, Generated.History).Sample((a, b, one, other) =>
    {
        var (left, right) = (ReportSummary.Of(Generated.Fold([a]), a.Period), ReportSummary.Of(Generated.Fold([b]), b.Period));
        Same.Summary(left, left.Add(right).Subtract(right));
        Same.Summary(ReportSummary.Empty, left.Subtract(left));
        Same.Summary(left.Add(right), right.Add(left));

        var (x, y) = (TaskSummary.Of(Generated.Fold(one), 2025), TaskSummary.Of(Generated.Fold(other), 2025));
        Same.Summary(x, x.Add(y).Subtract(y));
        Same.Summary(x.Add(y), y.Add(x));
    });

    [Fact]
    public void Region_FromShuffledUpdates_IsTheSumOfItsCommunesAndEqualsTheRebuild() => Gen.Select(Generated.History.Array[1, 6], Generated.Order).Sample((histories, order) =>
    {
        var communes = Enumerable.Range(0, histories.Length).ToDictionary(i => $"1000{i}", _ => new CommuneFacts());
        var updates = new List<ChildUpdate>();
        foreach (var ((code, facts), history) in communes.Zip(histories))
        {
            foreach (var fact in Generated.Rearranged(history, order))
            {
                Generated.Apply(facts, fact);
                updates.AddRange(Generated.AllPeriods.Select(p => RegionRollup.PeriodUpdate(code, facts, p)));
                updates.AddRange(Generated.AllYears.Select(y => RegionRollup.YearUpdate(code, facts, y)));
            }
        }
        var (incremental, rebuilt) = (new RegionRollup(), new RegionRollup());
        Generated.Rearranged(updates, order).ForEach(u => incremental.Merge(u));
        foreach (var (code, facts) in communes)
        {
            foreach (var update in RegionRollup.Updates(code, facts))
                rebuilt.Merge(update);
        }

        Same.Rollup(rebuilt, incremental);
        foreach (var period in Generated.AllPeriods)
            Same.Summary(Generated.Sum(communes.Values.Select(f => ReportSummary.Of(f, period))), incremental.Reports(period));
        foreach (var year in Generated.AllYears)
            Same.Summary(Generated.Sum(communes.Values.Select(f => TaskSummary.Of(f, year))), incremental.Tasks(year));
    });

    [Fact]
    public void Nation_FromItsProvinces_IsTheSumOfAllCommunes() => Gen.Select(Generated.History.Array[12], Generated.Order).Sample((histories, order) =>
    {
        var (nation, all) = (new RegionRollup(), new RegionRollup());
        var upward = new List<ChildUpdate>();
        for (var province = 1; province <= 3; province++)
        {
            var region = new RegionRollup();
            for (var commune = 0; commune < 4; commune++)
            {
                foreach (var update in RegionRollup.Updates($"{province}000{commune}", Generated.Fold(histories[((province - 1) * 4) + commune])))
                {
                    region.Merge(update);
                    all.Merge(update);
                    upward.AddRange(region.Upward($"0{province}"));
                }
            }
        }
        Generated.Rearranged(upward, order).ForEach(u => nation.Merge(u));
        Same.Rollup(all, nation);
    });

    [Fact]
    public void Nation_RebuiltFromTheStoreMeanwhile_StillTakesWhatACityTellsThatWasNot() =>
        Gen.Select(Generated.History, Generated.History, Generated.Order, Gen.Int[0, 9].Array[80]).Sample((one, other, order, moments) =>
        {
            var communes = new Dictionary<string, CommuneFacts> { ["10001"] = new(), ["10002"] = new() };
            var (city, nation) = (new RegionRollup(), new RegionRollup());
            var happened = Generated.Rearranged(one.ConvertAll(f => (Code: "10001", Fact: f)).Concat(other.ConvertAll(f => (Code: "10002", Fact: f))).ToList(), order);
            foreach (var (moment, (code, fact)) in happened.Index())
            {
                var (before, told) = (communes[code].Version, city.Version);
                Generated.Apply(communes[code], fact);
                var stored = Rebuilt(communes.SelectMany(c => RegionRollup.Updates(c.Key, c.Value)));
                // The grain of the nation comes to stand elsewhere, and reads the store before the city was told of this fact.
                if (moments[moment % moments.Length] == 0)
                    nation = Rebuilt(stored.Upward("01"));
                foreach (var update in RegionRollup.Updates(code, communes[code], before))
                    city.Merge(update);
                foreach (var update in city.Upward("01", told))
                    nation.Merge(update);
                Same.Rollup(stored, city);
                Same.Rollup(city, nation);
            }
        });

    private static RegionRollup Rebuilt(IEnumerable<ChildUpdate> updates)
    {
        var rollup = new RegionRollup();
        foreach (var update in updates)
            rollup.Merge(update);
        return rollup;
    }

    [Fact]
    public void Region_VersionGrowsWithEveryChangeAndNeverElse() => Gen.Select(Generated.History, Generated.Order).Sample((history, order) =>
    {
        var (facts, region) = (new CommuneFacts(), new RegionRollup());
        foreach (var fact in Generated.Rearranged(history, order))
        {
            Generated.Apply(facts, fact);
            foreach (var update in RegionRollup.Updates("10001", facts).ToList())
            {
                var before = region.Version;
                Assert.Equal(region.Merge(update), region.Version > before);
            }
        }
        // A region rebuilt from the store has the version of the one that was told: whoever watches sees no step back.
        var rebuilt = new RegionRollup();
        foreach (var update in RegionRollup.Updates("10001", facts))
            rebuilt.Merge(update);
        Assert.Equal(region.Version, rebuilt.Version);
    });

    [Fact]
    public void Facts_AsStored_AreReadBackTheSame() => Generated.History.Sample(history =>
    {
        var json = JsonSerializer.Serialize(Generated.Fold(history), PlatformJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CommuneFacts>(json, PlatformJson.Options), PlatformJson.Options));
    });

    [Fact]
    public void ChangedAt_WithTasksOnly_IsUnknownAndNotTheYearOne()
    {
        var facts = new CommuneFacts();
        facts.Apply(new TaskFact { TaskId = Guid.NewGuid(), Version = 1, State = TaskStates.InProgress, FromYear = 2025, ToYear = 2025 });
        var region = new RegionRollup();
        Assert.True(region.Merge(Assert.Single(RegionRollup.Updates("10001", facts))));
        Assert.Null(region.ChangedAt);
    }

    [Fact]
    public void RecordedValue_OfAnIndicatorThatTheReportAlsoMeasures_GivesWayToTheReport()
    {
        var facts = new CommuneFacts();
        facts.Apply(new IndicatorFact { Period = "2025-Q3", Indicator = "X", Version = 1, Amount = new(1, 2) });
        facts.Apply(new ReportFact { Period = "2025-Q3", Version = 1, State = ReportStates.Submitted, Values = new() { ["X"] = new(3, 4) } });
        Assert.Equal(new IndicatorSum { Numerator = 3, Denominator = 4, Units = 1, Provisional = 1 }, ReportSummary.Of(facts, "2025-Q3").Indicators["X"]);
        facts.Apply(new ReportFact { Period = "2025-Q3", Version = 2, State = ReportStates.Returned });
        Assert.Equal(new IndicatorSum { Numerator = 1, Denominator = 2, Units = 1 }, ReportSummary.Of(facts, "2025-Q3").Indicators["X"]);
    }
}

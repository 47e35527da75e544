using Microsoft.EntityFrameworkCore;
using Orleans.Storage;
using Platform.Contracts.Events;
using Platform.Rollups.Facts;
using Platform.Rollups.Grains;
using Platform.Rollups.Storage;
using Platform.Testing;

namespace Platform.Rollups.Tests;

/// <summary>Grains in a real host on a real database.</summary>
public sealed class GrainTests : IAsyncLifetime
{
    private const string Period = "2025-Q3";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Rollups"]);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private IGrainFactory Grains => _platform.Get<IGrainFactory>("Rollups");

    private ICommuneGrain Commune(string code) => Grains.GetGrain<ICommuneGrain>(code);

    private IRegionGrain Region(string code) => Grains.GetGrain<IRegionGrain>(code);

    private static ReportFact Report(long version, decimal numerator, string state = ReportStates.Submitted) => new()
    {
        Period = Period,
        Version = version,
        State = state,
        OnTime = true,
        OccurredAt = DateTimeOffset.UnixEpoch.AddYears(55),
        Values = state == ReportStates.Returned ? [] : new() { ["HS-DUNGHAN"] = new(numerator, 100) },
    };

    private Task<Picture> SeesAsync(string region, string expected, Func<Picture, bool> fits) =>
        Eventually.GetAsync($"{region} shows {expected}", () => Region(region).Get(Period), fits);

    [Fact]
    public async Task Fact_OnceApplied_SurvivesARestart()
    {
        var unit = _platform.NextUnit();
        await Commune(unit).ApplyReport(Report(3, 42));
        await SeesAsync("31", "one report", p => p.Reports.Submitted == 1);

        await _platform.RestartAsync();

        Assert.Equal(42, (await Commune(unit).Get(Period)).Reports.Indicators["HS-DUNGHAN"].Numerator);
        var city = await Region("31").Get(Period);
        Assert.Equal((1, 42m), (city.Reports.Submitted, city.Reports.Indicators["HS-DUNGHAN"].Numerator));
        Assert.Equal(ReportStates.Submitted, city.Children[unit].State);
        Assert.Equal(1, (await Region("VN").Get(Period)).Reports.Submitted);
    }

    [Fact]
    public async Task Fact_ThatIsOlderOrKnown_ChangesNothing()
    {
        var unit = _platform.NextUnit();
        await Commune(unit).ApplyReport(Report(5, 10));
        await Commune(unit).ApplyReport(Report(5, 11));
        await Commune(unit).ApplyReport(Report(4, 12, ReportStates.Returned));
        var picture = await Commune(unit).Get(Period);
        Assert.Equal((1L, ReportStates.Submitted, 10m), (picture.Version, picture.State, picture.Reports.Indicators["HS-DUNGHAN"].Numerator));
    }

    [Fact]
    public async Task Returned_TakesItsValuesOutOfCityAndNation()
    {
        var (one, other) = (_platform.NextUnit(), _platform.NextUnit());
        await Commune(one).ApplyReport(Report(1, 10));
        await Commune(other).ApplyReport(Report(1, 20));
        await SeesAsync("VN", "two reports", p => p.Reports.Submitted == 2);
        await Commune(one).ApplyReport(Report(2, 0, ReportStates.Returned));
        var nation = await SeesAsync("VN", "one returned", p => p.Reports.Returned == 1);
        Assert.Equal((1, 20m, 1), (nation.Reports.Submitted, nation.Reports.Indicators["HS-DUNGHAN"].Numerator, nation.Reports.Indicators["HS-DUNGHAN"].Units));
    }

    [Fact]
    public async Task Task_MovedToAnotherYear_LeavesTheYearItWasIn()
    {
        var (unit, id) = (_platform.NextUnit(), Guid.NewGuid());
        await Commune(unit).ApplyTask(new() { TaskId = id, Version = 1, State = TaskStates.InProgress, FromYear = 2025, ToYear = 2025 });
        await SeesAsync("31", "the task in 2025", p => p.Tasks.Total == 1);
        await Commune(unit).ApplyTask(new() { TaskId = id, Version = 2, State = TaskStates.InProgress, FromYear = 2026, ToYear = 2026 });
        await SeesAsync("31", "no task in 2025 any more", p => p.Tasks.Total == 0);
        Assert.Equal(1, (await Region("31").Get("2026-Q1")).Tasks.Total);
    }

    [Fact]
    public async Task Store_WrittenByTwo_LetsOneWin()
    {
        var storage = new RollupStorage(_platform.Scopes("Rollups"), _platform.Get<GroupCommit>("Rollups"));
        var id = Grains.GetGrain<ICommuneGrain>(_platform.NextUnit()).GetGrainId();
        var (one, other) = (new GrainState<CommuneFacts>(), new GrainState<CommuneFacts>());
        await storage.ReadStateAsync("commune", id, one);
        await storage.ReadStateAsync("commune", id, other);
        Assert.False(one.RecordExists);

        one.State!.Apply(Report(1, 1));
        await storage.WriteStateAsync("commune", id, one);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("commune", id, other));
        await storage.ReadStateAsync("commune", id, other);
        Assert.Equal((true, one.ETag, 1L), (other.RecordExists, other.ETag, other.State!.Version));
        await storage.WriteStateAsync("commune", id, other);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("commune", id, one));

        await storage.ClearStateAsync("commune", id, other);
        await storage.ReadStateAsync("commune", id, one);
        Assert.False(one.RecordExists);
    }

    [Fact]
    public async Task Grain_WhoseRowWasWrittenByAnother_FailsOnceAndGoesOnFromTheStore()
    {
        var unit = _platform.NextUnit();
        await Commune(unit).ApplyReport(Report(1, 1));
        await _platform.DbAsync<RollupsDb, int>("Rollups", db => db.Database.ExecuteSqlAsync($"""update grain_states set "Version" = 7 where "Key" = {unit}"""));

        await Assert.ThrowsAnyAsync<Exception>(() => Commune(unit).ApplyReport(Report(2, 2)));
        await Eventually.IsTrueAsync("the next delivery is taken", async () =>
        {
            try
            {
                await Commune(unit).ApplyReport(Report(2, 2));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        });
        await _platform.RestartAsync();
        Assert.Equal(2, (await Commune(unit).Get(Period)).Reports.Indicators["HS-DUNGHAN"].Numerator);
    }

    [Fact]
    public async Task Writes_OfManyGrainsAtOnce_AreAllDurable()
    {
        const int writes = 1_000;
        var commit = _platform.Get<GroupCommit>("Rollups");
        var written = await Task.WhenAll(Enumerable.Range(0, writes).Select(i => commit.WriteAsync("commune", $"k{i}", 0, "{}")));
        Assert.All(written, Assert.True);
        Assert.Equal(writes, await _platform.DbAsync<RollupsDb, int>("Rollups", db => db.GrainStates.CountAsync()));
    }

    [Fact]
    public async Task AllCommunesOfTheCountry_Submitting_GiveExactSums()
    {
        var leaves = _platform.Units.LeavesUnder("VN").ToList();
        Assert.Equal(3_321, leaves.Count);
        await Parallel.ForEachAsync(leaves.Select((u, i) => (u.Code, i)), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (u, _) =>
        {
            await Commune(u.Code).ApplyReport(Report(1, u.i + 0.25m));
            if (u.i % 10 == 0)
                await Commune(u.Code).ApplyReport(Report(2, u.i + 0.5m, ReportStates.Accepted));
        });

        var expected = leaves.Select((_, i) => i + (i % 10 == 0 ? 0.5m : 0.25m)).Sum();
        var nation = await SeesAsync("VN", "every commune's newest figures", p => p.Reports.Submitted == leaves.Count
            && p.Reports.Indicators.GetValueOrDefault("HS-DUNGHAN").Numerator == expected);
        Assert.Equal((333, 100m * leaves.Count), (nation.Reports.Accepted, nation.Reports.Indicators["HS-DUNGHAN"].Denominator));
        Assert.Equal(nation.Reports.Submitted, nation.Children.Values.Sum(c => c.Reports.Submitted));
        Assert.Equal(114, nation.Children["31"].Reports.Submitted);

        await _platform.RestartAsync();
        Same.Summary(nation.Reports, (await Region("VN").Get(Period)).Reports);
    }
}

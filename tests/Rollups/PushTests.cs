using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Contracts.Events;
using Platform.Rollups.Grains;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.Rollups.Tests;

/// <summary>A commune on one silo, its city and the nation on the other: what the commune tells must arrive.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private const string Period = "2025-Q3";
    private const string Unit = "11593";
    private const int Near = 0;
    private const int Far = 1;
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await GrainCluster.StartAsync();
        foreach (var region in (string[])["VN", "31"])
            await _cluster.OnAsync(Far, grains => grains.GetGrain<IRegionGrain>(region).Get(Period));
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    private Task SubmitAsync(long version, string unit = Unit) => _cluster.OnAsync(Near, async grains =>
    {
        await grains.GetGrain<ICommuneGrain>(unit).ApplyReport(new()
        {
            Period = Period,
            Version = version,
            State = ReportStates.Submitted,
            OnTime = true,
            OccurredAt = _cluster.Time.GetUtcNow(),
            Values = new() { ["HS-DUNGHAN"] = new(version, 100) },
        });
        return true;
    });

    /// <summary>The grains' time goes on until the region shows it.</summary>
    private Task<Picture> ShowsAsync(string region, decimal numerator, TimeSpan step) => Eventually.GetAsync(
        $"{region} shows {numerator}",
        () =>
        {
            _cluster.Time.Advance(step);
            return _cluster.Grains.GetGrain<IRegionGrain>(region).Get(Period);
        },
        p => p.Reports.Indicators.GetValueOrDefault("HS-DUNGHAN").Numerator == numerator);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Push_WithAColdOrAnOldList_OfAnIdentityThatIsAwayTwice_Arrives(bool old)
    {
        if (old)
        {
            await _cluster.Get<OrgUnitDirectory>(Near).GetAsync();
            _cluster.Get<ReferenceVersion>(Near).Tell(1);
        }
        var asked = _cluster.Identity(Near).Asked;
        _cluster.Identity(Near).FailNext(old ? 0 : 2);
        await SubmitAsync(1);
        await ShowsAsync("31", 1, TimeSpan.FromMilliseconds(100));
        Assert.Equal(old ? 1 : 3, _cluster.Identity(Near).Asked - asked);
        var nation = await ShowsAsync("VN", 1, TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, nation.Children["31"].Reports.Submitted);
    }

    [Fact]
    public async Task Push_WaitsForTheGrainsTime_AndTellsOnlyWhatChanged()
    {
        await SubmitAsync(1);
        await SubmitAsync(2);
        Assert.Equal(0, (await _cluster.Grains.GetGrain<IRegionGrain>("31").Get(Period)).Reports.Submitted);
        await ShowsAsync("31", 2, TimeSpan.FromMilliseconds(100));
        await SubmitAsync(3);
        await ShowsAsync("31", 3, TimeSpan.FromMilliseconds(100));
        await ShowsAsync("VN", 3, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Silo_ThatGoesBeforeItsCommuneTold_LeavesNothingUntold()
    {
        await SubmitAsync(1);
        await _cluster.KillAsync(Near);
        var city = await ShowsAsync("31", 1, TimeSpan.FromSeconds(1));
        Assert.Equal(ReportStates.Submitted, city.Children[Unit].State);
        await ShowsAsync("VN", 1, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Trace_OfTheFact_GoesOnToCityAndNation()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Platform" || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var click = new Activity("click").Start();
        await SubmitAsync(1);
        click.Stop();
        await ShowsAsync("VN", 1, TimeSpan.FromMilliseconds(100));
        foreach (var push in (string[])[$"push {Unit}", "push 31"])
            await Eventually.IsTrueAsync($"'{push}' in the trace of the click", () => ended.Any(a => a.OperationName == push && a.TraceId == click.TraceId));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Platform.GrainTests;

public sealed class LifeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Timer_TicksEachPeriodAfterItsDueTime_UntilDisposed()
    {
        var time = new ManualTime();
        await using var silo = await Silo.StartAsync(time: time);
        var grain = silo.Grains.GetGrain<ITimedGrain>("a");
        await grain.Start(2 * Second, Second, keepAlive: false);
        var collector = time.Armed - 1;

        time.Advance(Second);
        Assert.Empty(silo.Journal.Entries);
        time.Advance(Second);
        await Rearmed(grain, silo, "tick 1");
        time.Advance(Second);
        await Rearmed(grain, silo, "tick 2");
        await grain.Stop();

        Assert.Equal(collector, time.Armed);
        time.Advance(10 * Second);
        await grain.StayFor(Second);
        Assert.Equal(["tick 1", "tick 2"], silo.Journal.Entries);
    }

    [Fact]
    public async Task Timer_DueDuringACall_WaitsForItsTurn()
    {
        var time = new ManualTime();
        await using var silo = await Silo.StartAsync(time: time);
        var grain = silo.Grains.GetGrain<ITimedGrain>("a");
        await grain.Start(Second, Second, keepAlive: false);
        var hold = grain.Hold("g");
        await silo.Journal.Reached("holds at g");

        time.Advance(5 * Second);
        silo.Journal.Open("g");
        await hold;
        await silo.Journal.Reached("tick 1");

        Assert.Equal(["holds at g", "released g", "tick 1"], silo.Journal.Entries);
    }

    [Fact]
    public async Task Timer_WhoseCallbackFails_TicksOn()
    {
        var time = new ManualTime();
        await using var silo = await Silo.StartAsync(time: time);
        var grain = silo.Grains.GetGrain<ITimedGrain>("a");
        await grain.StartFailing();

        time.Advance(Second);
        await Rearmed(grain, silo, "failing tick 1");
        time.Advance(Second);
        await silo.Journal.Reached("failing tick 2");
    }

    [Fact]
    public async Task IdleGrain_IsDeactivatedAfterTheCollectionAge_UnlessKept()
    {
        var time = new ManualTime();
        await using var silo = await Silo.StartAsync(
            builder => builder.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(2)), time);
        await silo.Grains.GetGrain<ICounterGrain>("idle").Add(1);
        await silo.Grains.GetGrain<ITimedGrain>("delayed").StayFor(TimeSpan.FromMinutes(9));
        await silo.Grains.GetGrain<ITimedGrain>("ticking").Start(90 * Second, 90 * Second, keepAlive: true);
        await silo.Grains.GetGrain<IKeptGrain>("kept").Touch();

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("idle ended: ActivationIdle, 1", silo.Journal.Entries);
        time.Advance(TimeSpan.FromMinutes(1));
        await silo.Journal.Reached("idle ended: ActivationIdle, 1");
        await Rearmed(silo.Grains.GetGrain<ITimedGrain>("ticking"), silo, "tick 1");

        Assert.DoesNotContain("ended: ActivationIdle", silo.Journal.Entries);
        Assert.Equal(0, await silo.Grains.GetGrain<ICounterGrain>("idle").Get());
        time.Advance(TimeSpan.FromMinutes(20));
        time.Advance(TimeSpan.FromMinutes(20));
        await silo.Journal.Reached("ended: ActivationIdle");
        await silo.Grains.GetGrain<IKeptGrain>("kept").Touch();
        Assert.Single(silo.Journal.Entries, "kept grain activated");
    }

    [Fact]
    public async Task FailedActivation_FailsTheCallsThatWaited_AndIsTriedAgainByTheNext()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IFragileGrain>("a");

        await Assert.ThrowsAsync<FormatException>(grain.Attempts);
        Assert.Equal(2, await grain.Attempts());
    }

    [Fact]
    public async Task StoppingTheHost_LetsRunningCallsEndAndThenDeactivates()
    {
        var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<ITimedGrain>("a");
        await silo.Grains.GetGrain<ICounterGrain>("b").Add(7);
        var hold = grain.Hold("g");
        await silo.Journal.Reached("holds at g");

        var stop = silo.StopAsync();
        await silo.Journal.Reached("b ended: ShuttingDown, 7");
        Assert.False(stop.IsCompleted);
        silo.Journal.Open("g");
        await hold;
        await stop;

        Assert.Equal(["released g", "ended: ShuttingDown"], silo.Journal.Entries.TakeLast(2));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Grains.GetGrain<ICounterGrain>("c").Add(1));
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Silo_WithoutClustering_DoesNotStart()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(_ => { });
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
        Assert.Contains("UseLocalhostClustering", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silo_AskedToJoinACluster_RefusesClearly()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Orleans:Clustering:ProviderType"] = "AdoNet";

        var failure = Assert.Throws<NotSupportedException>(() => builder.UseOrleans(silo => silo.UseLocalhostClustering()));
        Assert.Contains("GenuinePackages=true", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_IsTheFactoryOfTheSameSilo()
    {
        await using var silo = await Silo.StartAsync();
        var client = silo.Services.GetRequiredService<IClusterClient>();

        await client.GetGrain<ICounterGrain>("a").Add(2);

        Assert.Equal(2, await silo.Grains.GetGrain<ICounterGrain>("a").Get());
    }

    // A tick sets the next one before the grain takes a further call, so a call that has passed means the timer is set again.
    private static async Task Rearmed(ITimedGrain grain, Silo silo, string tick)
    {
        await silo.Journal.Reached(tick);
        await grain.StayFor(TimeSpan.Zero);
    }
}

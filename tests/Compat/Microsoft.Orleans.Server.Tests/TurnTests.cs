using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Platform.GrainTests;

public sealed class TurnTests
{
    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(50, 2_000)]
    [InlineData(5_000, 20)]
    public async Task Calls_FromManyCallers_NeitherOverlapNorGetLost(int grains, int callsEach)
    {
        await using var silo = await Silo.StartAsync();
        var counters = Enumerable.Range(0, grains).Select(i => silo.Grains.GetGrain<ICounterGrain>($"c{i}")).ToArray();
        const int callers = 8;

        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var calls = new List<Task>();
            for (var i = caller; i < grains * callsEach; i += callers)
            {
                calls.Add(counters[i % grains].Add(1));
            }

            await Task.WhenAll(calls);
        })));

        foreach (var counter in counters)
        {
            Assert.Equal(callsEach, await counter.Get());
        }
    }

    [Fact]
    public async Task Calls_WhileTheGrainKeepsDeactivating_AreAllServed()
    {
        await using var silo = await Silo.StartAsync();
        var counter = silo.Grains.GetGrain<ICounterGrain>("restless");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                await counter.Add(1);
                if (i % 10 == 0)
                {
                    await counter.DeactivateAfterThis();
                }
            }
        })));

        await silo.StopAsync();
        // Each activation reports what it counted when it ends; together that is every call.
        Assert.Equal(4_000, silo.Journal.Entries.Sum(entry => int.Parse(entry.Split(", ")[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(silo.Journal.Entries.Count > 10);
    }

    [Fact]
    public async Task Call_WhileAnotherAwaits_WaitsUnlessItAlwaysInterleaves()
    {
        await using var silo = await Silo.StartAsync();
        var gate = silo.Grains.GetGrain<IGateGrain>("a", "Platform.GrainTests.GateGrain");
        var waiting = gate.Wait("g");
        await silo.Journal.Reached("waits at g");

        var note = gate.Note("noted");
        Assert.Equal("peeked", await gate.Peek());
        Assert.False(note.IsCompleted);
        silo.Journal.Open("g");
        await waiting;
        await note;

        Assert.Equal(["waits at g", "passed g", "noted"], silo.Journal.Entries);
    }

    [Fact]
    public async Task Call_ToReentrantGrain_InterleavesAtAwaits()
    {
        await using var silo = await Silo.StartAsync();
        var gate = silo.Grains.GetGrain<IOpenGateGrain>("a");
        var waiting = gate.Wait("g");
        await silo.Journal.Reached("waits at g");

        await gate.Note("noted");
        silo.Journal.Open("g");
        await waiting;

        Assert.Equal(["waits at g", "noted", "passed g"], silo.Journal.Entries);
    }

    [Fact]
    public async Task CallChain_BackToItsFirstGrain_TimesOutUnlessReentrant()
    {
        await using var silo = await Silo.StartAsync(builder =>
            builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(200)));
        var closed = silo.Grains.GetGrain<IGateGrain>("a", "Platform.GrainTests.GateGrain");
        var other = silo.Grains.GetGrain<IGateGrain>("b", "Platform.GrainTests.GateGrain");

        await Assert.ThrowsAsync<TimeoutException>(() => closed.CallBackThrough(other));

        var open = silo.Grains.GetGrain<IOpenGateGrain>("a");
        await open.CallBackThrough(other);
        await silo.Journal.Reached("called back");
    }

    [Fact]
    public async Task Call_WithCancelledToken_ReleasesTheCallerAndTellsTheGrain()
    {
        await using var silo = await Silo.StartAsync();
        var gate = silo.Grains.GetGrain<IOpenGateGrain>("a");
        using var cancellation = new CancellationTokenSource();
        var call = gate.WaitCancellably("in", cancellation.Token);
        await silo.Journal.Reached("in");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await silo.Journal.Reached("in cancelled");
    }

    [Fact]
    public async Task Call_ThatTimesOut_CancelsTheGrainsToken_AndFreesTheGrain()
    {
        await using var silo = await Silo.StartAsync(builder =>
            builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(200)));
        var gate = silo.Grains.GetGrain<IGateGrain>("a", "Platform.GrainTests.GateGrain");

        await Assert.ThrowsAsync<TimeoutException>(() => gate.WaitCancellably("in", CancellationToken.None));

        await silo.Journal.Reached("in cancelled");
        await gate.Note("served again");
    }

    [Fact]
    public async Task OneWayCall_ReturnsAtOnceAndSwallowsTheFailure()
    {
        await using var silo = await Silo.StartAsync();

        await silo.Grains.GetGrain<IOpenGateGrain>("a").Forget("forgotten");

        await silo.Journal.Reached("forgotten");
    }

    [Fact]
    public async Task Identity_IsTheClassNameWithoutSuffixAndTheKey()
    {
        await using var silo = await Silo.StartAsync();
        var counter = silo.Grains.GetGrain<ICounterGrain>("10888");

        Assert.Equal("10888 counter/10888 10888", await counter.Key());
        Assert.Equal("10888", counter.GetPrimaryKeyString());
        Assert.Equal(counter, silo.Grains.GetGrain<ICounterGrain>(GrainId.Create("counter", "10888")));
        Assert.NotEqual(counter, silo.Grains.GetGrain<ICounterGrain>("10903"));
        await counter.Yield();
    }
}

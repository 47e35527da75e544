using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Outbox;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class OutboxTests : IAsyncLifetime
{
    private OutboxRig _rig = null!;

    public async Task InitializeAsync() => _rig = await OutboxRig.StartAsync();

    public Task DisposeAsync() => _rig.DisposeAsync().AsTask();

    [Fact]
    public async Task Dispatch_PublishesInOrderPerTopicAndForgetsWhatLeft()
    {
        await _rig.AddAsync(3, "a");
        await _rig.AddAsync(2, "b");
        Assert.Equal(5, await _rig.DispatchAsync());
        Assert.Equal([0, 1, 2], _rig.Published("a"));
        Assert.Equal([0, 1], _rig.Published("b"));
        Assert.Empty(await _rig.WaitingAsync());
        Assert.Equal(0, await _rig.DispatchAsync());
    }

    [Fact]
    public async Task Dispatch_OfMany_GoesInBoundedBatches()
    {
        await _rig.AddAsync(450);
        Assert.Equal(OutboxDispatcher<OutboxDb>.BatchSize, await _rig.DispatchAsync());
        Assert.Equal(OutboxDispatcher<OutboxDb>.BatchSize, await _rig.DispatchAsync());
        Assert.Equal(50, await _rig.DispatchAsync());
        Assert.Equal(Enumerable.Range(0, 450), _rig.Published());
    }

    [Fact]
    public async Task Dispatch_WhenSomeAreRefused_KeepsThoseOnly()
    {
        await _rig.AddAsync(4);
        _rig.Broker.Refuse = (_, _) => Task.FromResult<IReadOnlyList<int>?>([1, 3]);
        Assert.Equal(2, await _rig.DispatchAsync());
        var left = await _rig.WaitingAsync();
        Assert.Equal(["{\"number\":1}", "{\"number\":3}"], left.Select(m => m.Payload));
        Assert.All(left, m => Assert.Equal((1, "refused", null, null), (m.Attempts, m.LastError, m.ClaimedBy, m.DeadAt)));
    }

    [Fact]
    public async Task Dispatch_WhenTheBrokerFails_TriesAgainWithGrowingPauses()
    {
        await _rig.AddAsync(1);
        _rig.Broker.Refuse = (_, _) => Task.FromResult<IReadOnlyList<int>?>(null);
        foreach (var pause in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        {
            await _rig.DispatchAsync();
            var requests = _rig.Broker.Requests;
            Assert.Equal(_rig.Time.GetUtcNow().AddSeconds(pause), Assert.Single(await _rig.WaitingAsync()).NextTryAt);

            _rig.Time.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            await _rig.DispatchAsync();
            Assert.Equal(requests, _rig.Broker.Requests);
            _rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
        _rig.Broker.Refuse = (_, _) => Task.FromResult<IReadOnlyList<int>?>([]);
        Assert.Equal(1, await _rig.DispatchAsync());
        Assert.Empty(await _rig.WaitingAsync());
    }

    [Fact]
    public async Task Dispatch_AfterAllAttempts_GivesUpVisibly()
    {
        await _rig.AddAsync(1);
        _rig.Broker.Refuse = (_, _) => Task.FromResult<IReadOnlyList<int>?>(null);
        for (var attempt = 0; attempt < OutboxDispatcher<OutboxDb>.MaxAttempts; attempt++)
        {
            await _rig.DispatchAsync();
            _rig.Time.Advance(TimeSpan.FromMinutes(10));
        }
        var dead = Assert.Single(await _rig.WaitingAsync());
        Assert.NotNull(dead.DeadAt);
        Assert.NotNull(dead.LastError);
        var requests = _rig.Broker.Requests;
        Assert.Equal(OutboxDispatcher<OutboxDb>.MaxAttempts, requests);
        await _rig.DispatchAsync();
        Assert.Equal(requests, _rig.Broker.Requests);
    }

    [Fact]
    public Task TwoDispatchers_NeverPublishOneMessageTwice() => TwoDispatchersAsync(_rig);

    [PostgresFact]
    public async Task TwoDispatchers_OnPostgres_NeverPublishOneMessageTwice()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var rig = await OutboxRig.StartAsync(cluster.ConnectionString);
        await TwoDispatchersAsync(rig);
    }

    [PostgresFact]
    public async Task Claim_WhileAnotherHoldsTheFirst_TakesTheOthersWithoutWaiting()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var rig = await OutboxRig.StartAsync(cluster.ConnectionString);
        await rig.AddAsync(3);
        await rig.DbAsync(async db =>
        {
            await using var other = await db.Database.BeginTransactionAsync();
            Assert.Equal(1, await db.Outbox.Where(m => m.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(m => m.Attempts, 5)));
            Assert.Equal(2, await rig.DispatchAsync().WaitAsync(TimeSpan.FromSeconds(20)));
            return true;
        });
        Assert.Equal([1, 2], rig.Published());
        Assert.Equal(1, await rig.DispatchAsync());
    }

    [Fact]
    public async Task Dispatcher_ThatDiesAfterItsClaim_LeavesTheMessagesForTheNext()
    {
        await _rig.AddAsync(3);
        var reached = new TaskCompletionSource();
        using var dies = new CancellationTokenSource();
        _rig.Broker.Refuse = async (_, _) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, dies.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return null;
        };
        var first = _rig.Dispatcher().DispatchOnceAsync(dies.Token);
        await reached.Task;
        await dies.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        _rig.Broker.Refuse = (_, _) => Task.FromResult<IReadOnlyList<int>?>([]);
        Assert.Equal(0, await _rig.DispatchAsync());
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, await _rig.DispatchAsync());
        Assert.Equal([0, 1, 2], _rig.Published());
    }

    private static async Task TwoDispatchersAsync(OutboxRig rig)
    {
        const int messages = 1_500;
        await rig.AddAsync(messages);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var dispatcher = rig.Dispatcher();
            while ((await rig.WaitingAsync()).Count > 0)
                await dispatcher.DispatchOnceAsync(default);
        })));
        Assert.Equal(Enumerable.Range(0, messages), rig.Published().Order());
    }
}

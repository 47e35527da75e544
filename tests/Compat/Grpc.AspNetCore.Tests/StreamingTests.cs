using Grpc.Core;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

public sealed class StreamingTests : IAsyncLifetime
{
    private EchoHost host = null!;

    public async Task InitializeAsync() => host = await EchoHost.StartAsync();

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task Count_ArrivesInOrder_AndEndsOk()
    {
        using var call = host.Client().Count(new CountRequest { Upto = 500 });
        var seen = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            seen.Add(reply.Value);
        }

        Assert.Equal(Enumerable.Range(1, 500), seen);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Count_OfNothing_EndsOk()
    {
        using var call = host.Client().Count(new CountRequest());

        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Failure_ComesAfterTheMessages()
    {
        using var call = host.Client().Count(new CountRequest { Upto = 2, Status = (int)StatusCode.Aborted });

        Assert.True(await call.ResponseStream.MoveNext());
        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Aborted, failure.StatusCode);
        Assert.Equal("after the messages", failure.Status.Detail);
    }

    [Fact]
    public async Task FirstMessage_ArrivesWhileTheMethodRuns_AndDisposingCancelsIt()
    {
        var call = host.Client().Count(new CountRequest { Upto = 1, Hang = true });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(1, call.ResponseStream.Current.Value);

        call.Dispose();

        await host.Log.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Deadline_AfterAMessage_IsDeadlineExceeded()
    {
        using var call = host.Client().Count(new CountRequest { Upto = 1, Hang = true }, deadline: DateTime.UtcNow.AddMilliseconds(300));
        Assert.True(await call.ResponseStream.MoveNext());

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact]
    public async Task MoveNext_Cancelled_CancelsTheCall()
    {
        using var call = host.Client().Count(new CountRequest { Hang = true });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(cancel.Token));
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await host.Log.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Deadline_EndsACall_WhoseCallerReadsNoMore()
    {
        // More than any window holds, so that the server is stuck in a write when the deadline passes.
        using var call = host.Client().Count(new CountRequest { Upto = 2_000_000, Hang = true }, deadline: DateTime.UtcNow.AddMilliseconds(500));
        Assert.True(await call.ResponseStream.MoveNext());

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await Task.Run(async () =>
            {
                await Deadline(call);
                while (await call.ResponseStream.MoveNext())
                {
                }
            });
        });
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    // The status is set when the client's deadline has passed; nothing is read meanwhile.
    private static async Task Deadline(AsyncServerStreamingCall<CountReply> call)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                call.GetStatus();
                return;
            }
            catch (InvalidOperationException)
            {
                // Still under way.
            }
        }
    }
}

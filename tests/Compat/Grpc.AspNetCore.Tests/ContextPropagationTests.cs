using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

public sealed class ContextPropagationTests
{
    [Fact]
    public async Task Deadline_AndCancellation_GoOnToTheNextService()
    {
        await using var last = await EchoHost.StartAsync();
        await using var first = await EchoHost.StartAsync(
            o => o.Interceptors.Add<Forwarding>(),
            services: s => s.AddGrpcClient<global::Platform.Tests.Echo.Echo.EchoClient>(o => o.Address = new Uri(last.Address)).EnableCallContextPropagation());

        var reply = await first.Client().SayAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddMinutes(1));
        Assert.Equal("set", reply.Seen["deadline"]);

        using var cancel = new CancellationTokenSource();
        using var call = first.Client().SayAsync(new EchoRequest { Behaviour = "hang" }, cancellationToken: cancel.Token);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        await last.Log.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OutsideACall_ItThrows_UnlessSuppressed(bool suppress)
    {
        await using var host = await EchoHost.StartAsync();
        var collection = new ServiceCollection();
        collection.AddGrpcClient<global::Platform.Tests.Echo.Echo.EchoClient>(o => o.Address = new Uri(host.Address))
            .EnableCallContextPropagation(o => o.SuppressContextNotFoundErrors = suppress);
        await using var services = collection.BuildServiceProvider();
        var client = services.GetRequiredService<global::Platform.Tests.Echo.Echo.EchoClient>();

        if (suppress)
        {
            Assert.Equal("none", (await client.SayAsync(new EchoRequest())).Seen["deadline"]);
        }
        else
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.SayAsync(new EchoRequest()));
        }
    }

    private sealed class Forwarding : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            var client = context.GetHttpContext().RequestServices.GetRequiredService<global::Platform.Tests.Echo.Echo.EchoClient>();
            return (TResponse)(object)await client.SayAsync((EchoRequest)(object)request);
        }
    }
}

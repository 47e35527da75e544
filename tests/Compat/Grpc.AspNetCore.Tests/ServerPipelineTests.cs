using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

public sealed class ServerPipelineTests
{
    private static Metadata As(string who) => new() { { "authorization", $"Bearer {who}" } };

    [Fact]
    public async Task Interceptors_RunInOrder_AroundUnaryAndStream()
    {
        await using var host = await EchoHost.StartAsync(o =>
        {
            o.Interceptors.Add<Noting>("outer");
            o.Interceptors.Add<Noting>("inner");
        });
        await host.Client().SayAsync(new EchoRequest());
        using var call = host.Client().Count(new CountRequest { Upto = 1 });
        await foreach (var _ in call.ResponseStream.ReadAllAsync())
        {
        }

        Assert.Equal(
            ["outer in /platform.tests.v1.Echo/Say", "inner in /platform.tests.v1.Echo/Say", "inner out", "outer out", "outer stream", "inner stream", "inner stream out", "outer stream out"],
            host.Log.Lines);
    }

    [Fact]
    public async Task AuthorizeOnMethod_Holds()
    {
        await using var host = await EchoHost.StartAsync();
        var client = host.Client();
        var nobody = await Assert.ThrowsAsync<RpcException>(async () => await client.AdminAsync(new EchoRequest()));
        var other = await Assert.ThrowsAsync<RpcException>(async () => await client.AdminAsync(new EchoRequest(), As("lan")));

        Assert.Equal(StatusCode.Unauthenticated, nobody.StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, other.StatusCode);
        Assert.Equal("hoa", (await client.AdminAsync(new EchoRequest(), As("hoa:admin"))).Text);
    }

    [Fact]
    public async Task RequireAuthorization_HoldsForAllMethods()
    {
        await using var host = await EchoHost.StartAsync(endpoint: e => e.RequireAuthorization());
        var nobody = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(new EchoRequest()));

        Assert.Equal(StatusCode.Unauthenticated, nobody.StatusCode);
        Assert.Equal("lan", (await host.Client().SayAsync(new EchoRequest(), As("lan"))).Seen["user"]);
    }

    [Fact]
    public async Task AllowAnonymous_OpensAllMethods()
    {
        await using var host = await EchoHost.StartAsync(endpoint: e => e.AllowAnonymous());
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().AdminAsync(new EchoRequest()));

        // Let through, so that the method itself meets a caller without a name.
        Assert.NotEqual(StatusCode.Unauthenticated, failure.StatusCode);
    }
}

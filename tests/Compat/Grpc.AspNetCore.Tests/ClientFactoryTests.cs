using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

public sealed class ClientFactoryTests : IAsyncLifetime
{
    private EchoHost host = null!;

    public async Task InitializeAsync() => host = await EchoHost.StartAsync();

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task CallCredentials_UseTheScopeOfTheClient()
    {
        await using var services = Register(b => b.AddCallCredentials((context, metadata, scope) =>
        {
            Assert.Equal("Say", context.MethodName);
            metadata.Add("authorization", $"Bearer {scope.GetRequiredService<Caller>().Name}");
            return Task.CompletedTask;
        }));
        foreach (var name in new[] { "lan", "hoa" })
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Name = name;

            var reply = await scope.ServiceProvider.GetRequiredService<global::Platform.Tests.Echo.Echo.EchoClient>().SayAsync(new EchoRequest());

            Assert.Equal(name, reply.Seen["user"]);
        }
    }

    [Fact]
    public async Task CallCredentials_OverHttp_AreLeftOut_UnlessAllowed()
    {
        await using var services = Register(b => b.AddCallCredentials((_, metadata) =>
        {
            metadata.Add("authorization", "Bearer lan");
            return Task.CompletedTask;
        }), insecure: false);

        Assert.Equal("", (await services.GetRequiredService<global::Platform.Tests.Echo.Echo.EchoClient>().SayAsync(new EchoRequest())).Seen["user"]);
    }

    [Fact]
    public async Task CallCredentials_Failing_FailTheCall()
    {
        await using var services = Register(b => b.AddCallCredentials((_, _) => throw new InvalidOperationException("no token")));

        await Assert.ThrowsAsync<RpcException>(async () => await services.GetRequiredService<global::Platform.Tests.Echo.Echo.EchoClient>().SayAsync(new EchoRequest()));
    }

    [Theory]
    [InlineData(InterceptorScope.Channel)]
    [InlineData(InterceptorScope.Client)]
    public async Task Interceptors_RunOnTheClient(InterceptorScope which)
    {
        await using var services = Register(b => b.AddInterceptor<Stamping>(which));
        await using var scope = services.CreateAsyncScope();

        var reply = await scope.ServiceProvider.GetRequiredService<global::Platform.Tests.Echo.Echo.EchoClient>().SayAsync(new EchoRequest());

        Assert.Equal("yes", reply.Seen["x-stamped"]);
    }

    [Fact]
    public async Task NamedClient_ComesFromTheFactory_UnknownNameFails()
    {
        var collection = new ServiceCollection();
        collection.AddGrpcClient<global::Platform.Tests.Echo.Echo.EchoClient>("echo", o => o.Address = new Uri(host.Address));
        await using var services = collection.BuildServiceProvider();
        var factory = services.GetRequiredService<GrpcClientFactory>();

        Assert.Equal("x", (await factory.CreateClient<global::Platform.Tests.Echo.Echo.EchoClient>("echo").SayAsync(new EchoRequest { Text = "x" })).Text);
        Assert.Throws<InvalidOperationException>(() => factory.CreateClient<global::Platform.Tests.Echo.Echo.EchoClient>("other"));
    }

    [Fact]
    public void CredentialsAgainstTheScheme_AreRefused()
    {
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, CallCredentials.FromInterceptor((_, _) => Task.CompletedTask)));
    }

    private ServiceProvider Register(Action<IHttpClientBuilder> configure, bool insecure = true)
    {
        var services = new ServiceCollection();
        services.AddScoped<Caller>();
        services.AddSingleton<Stamping>();
        configure(services.AddGrpcClient<global::Platform.Tests.Echo.Echo.EchoClient>(o => o.Address = new Uri(host.Address))
            .ConfigureChannel(o => o.UnsafeUseInsecureChannelCallCredentials = insecure));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class Caller
    {
        public string Name { get; set; } = "";
    }

    private sealed class Stamping : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options.WithHeaders(new Metadata { { "x-stamped", "yes" } });
            return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }
}

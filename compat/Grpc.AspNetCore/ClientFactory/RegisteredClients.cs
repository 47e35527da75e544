using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Wire;

/// <summary>One channel, with its shared interceptors, for each registered name; they live as long as the container.</summary>
internal sealed class ClientChannels(IServiceProvider services, IOptionsMonitor<GrpcClientFactoryOptions> options, IHttpMessageHandlerFactory handlers) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> channels = new();

    public CallInvoker Get(string name) => channels.GetOrAdd(name, n => new(() => Create(n))).Value.Invoker;

    public void Dispose()
    {
        foreach (var channel in channels.Values.Where(c => c.IsValueCreated))
        {
            channel.Value.Channel.Dispose();
        }
    }

    private (GrpcChannel, CallInvoker) Create(string name)
    {
        var client = options.Get(name);
        if (!client.Registered)
        {
            throw new InvalidOperationException($"No gRPC client configured with name '{name}'.");
        }

        var address = client.Address ?? throw new InvalidOperationException($"Could not resolve the address for gRPC client '{name}'. Set an address when registering the client: services.AddGrpcClient<T>(o => o.Address = new Uri(\"https://localhost:5001\")).");
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = services.GetService<ILoggerFactory>(),
            ServiceProvider = services,
        };
        foreach (var configure in client.ChannelOptionsActions)
        {
            configure(channelOptions);
        }

        client.ChannelActions.ForEach(configure => configure(services, channelOptions));
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        return (channel, RegisteredClients.Intercept(channel.CreateCallInvoker(), client, services, InterceptorScope.Channel));
    }
}

/// <summary>The factory in one scope.</summary>
internal sealed class RegisteredClients(IServiceProvider scope, ClientChannels channels, IOptionsMonitor<GrpcClientFactoryOptions> options) : GrpcClientFactory
{
    public static CallInvoker Intercept(CallInvoker invoker, GrpcClientFactoryOptions client, IServiceProvider services, InterceptorScope which) =>
        invoker.Intercept([.. client.InterceptorRegistrations.Where(r => r.Scope == which).Select(r => r.Creator(services))]);

    public override TClient CreateClient<TClient>(string name)
    {
        var invoker = channels.Get(name);
        var client = options.Get(name);
        if (client.CallOptionsActions.Count > 0)
        {
            invoker = new ConfiguringInvoker(invoker, client, scope);
        }

        invoker = Intercept(invoker, client, scope, InterceptorScope.Client);
        return (TClient)(client.Creator?.Invoke(invoker) ?? Activator<TClient>.Create(scope, [invoker]));
    }

    private static class Activator<TClient>
    {
        public static readonly ObjectFactory Create = ActivatorUtilities.CreateFactory(typeof(TClient), [typeof(CallInvoker)]);
    }

    private sealed class ConfiguringInvoker(CallInvoker inner, GrpcClientFactoryOptions client, IServiceProvider scope) : CallInvoker
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            inner.BlockingUnaryCall(method, host, Apply(options), request);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            inner.AsyncUnaryCall(method, host, Apply(options), request);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            inner.AsyncServerStreamingCall(method, host, Apply(options), request);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            inner.AsyncClientStreamingCall(method, host, Apply(options));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            inner.AsyncDuplexStreamingCall(method, host, Apply(options));

        private CallOptions Apply(CallOptions options)
        {
            var context = new CallOptionsContext(options, scope);
            foreach (var action in client.CallOptionsActions)
            {
                action(context);
            }

            return context.CallOptions;
        }
    }
}

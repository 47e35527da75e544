using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients by the name they were registered with.</summary>
public abstract class GrpcClientFactory
{
    /// <exception cref="InvalidOperationException">No client of that name is registered.</exception>
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}

/// <summary>How often an interceptor is made: once for the channel (shared by all clients) or once for each client.</summary>
public enum InterceptorScope
{
    Channel,
    Client,
}

/// <summary>An interceptor of a client.</summary>
public class InterceptorRegistration(InterceptorScope scope, Func<IServiceProvider, Interceptor> creator)
{
    public InterceptorScope Scope { get; } = scope;

    internal Func<IServiceProvider, Interceptor> Creator { get; } = creator;
}

/// <summary>Options of a registered client.</summary>
public class GrpcClientFactoryOptions
{
    public Uri? Address { get; set; }

    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    public IList<Action<CallOptionsContext>> CallOptionsActions { get; } = [];

    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    public Func<CallInvoker, object>? Creator { get; set; }

    internal bool Registered { get; set; }

    internal List<Action<IServiceProvider, GrpcChannelOptions>> ChannelActions { get; } = [];
}

/// <summary>Options of one call before it is made, with the services of the client's scope.</summary>
public sealed class CallOptionsContext
{
    internal CallOptionsContext(CallOptions callOptions, IServiceProvider serviceProvider)
    {
        CallOptions = callOptions;
        ServiceProvider = serviceProvider;
    }

    public CallOptions CallOptions { get; set; }

    public IServiceProvider ServiceProvider { get; }
}

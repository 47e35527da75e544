using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Grpc.Core.Interceptors;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>Options of all services, or of one (sizes in bytes).</summary>
public class GrpcServiceOptions
{
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    private int? maxReceive;

    internal bool MaxReceiveMessageSizeSpecified { get; private set; }

    internal bool MaxSendMessageSizeSpecified { get; private set; }

    public int? MaxSendMessageSize
    {
        get;
        set
        {
            field = value;
            MaxSendMessageSizeSpecified = true;
        }
    }

    /// <summary>4 MiB unless set; null lifts the limit.</summary>
    public int? MaxReceiveMessageSize
    {
        get => MaxReceiveMessageSizeSpecified ? maxReceive : DefaultMaxReceiveMessageSize;
        set
        {
            maxReceive = value;
            MaxReceiveMessageSizeSpecified = true;
        }
    }

    /// <summary>Sends exception messages of handlers to the caller. For development only.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Encoding of answers, as in <c>gzip</c>; used only when the caller accepts it.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Gzip unless others are added.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];

    public InterceptorCollection Interceptors { get; } = [];

    /// <summary>True: calls of unknown services fall through to the next endpoint instead of UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }
}

/// <summary>Options of one service; what is set here goes before the global options.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;

/// <summary>Interceptors in the order they run.</summary>
public class InterceptorCollection : System.Collections.ObjectModel.Collection<InterceptorRegistration>
{
    /// <summary>From the container if registered there, else created per call with its services and these arguments.</summary>
    public void Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(typeof(TInterceptor), args);

    public void Add([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type interceptorType, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(interceptorType);
        if (!interceptorType.IsSubclassOf(typeof(Interceptor)))
        {
            throw new ArgumentException($"Type must inherit from {nameof(Interceptor)}.", nameof(interceptorType));
        }

        Add(new InterceptorRegistration(interceptorType, args));
    }
}

/// <summary>An interceptor type with its arguments.</summary>
public class InterceptorRegistration
{
    internal InterceptorRegistration(Type type, object[] args)
    {
        Type = type;
        Arguments = args;
    }

    public Type Type { get; }

    public IReadOnlyList<object> Arguments { get; }
}

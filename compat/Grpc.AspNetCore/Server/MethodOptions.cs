using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Wire;

/// <summary>The options of one service over the global ones.</summary>
internal sealed class MethodOptions
{
    public MethodOptions(GrpcServiceOptions global, GrpcServiceOptions service)
    {
        MaxReceiveMessageSize = service.MaxReceiveMessageSizeSpecified ? service.MaxReceiveMessageSize : global.MaxReceiveMessageSize;
        MaxSendMessageSize = service.MaxSendMessageSizeSpecified ? service.MaxSendMessageSize : global.MaxSendMessageSize;
        EnableDetailedErrors = service.EnableDetailedErrors ?? global.EnableDetailedErrors ?? false;
        IgnoreUnknownServices = service.IgnoreUnknownServices ?? global.IgnoreUnknownServices ?? false;
        ResponseCompressionAlgorithm = service.ResponseCompressionAlgorithm ?? global.ResponseCompressionAlgorithm;
        ResponseCompressionLevel = service.ResponseCompressionLevel ?? global.ResponseCompressionLevel;
        Interceptors = [.. global.Interceptors, .. service.Interceptors];
        var providers = service.CompressionProviders.Concat(global.CompressionProviders).Append(new GzipCompressionProvider(CompressionLevel.Fastest));
        Compressions = providers.DistinctBy(p => p.EncodingName).ToDictionary(p => p.EncodingName, StringComparer.Ordinal);
        AcceptEncoding = string.Join(',', Compressions.Keys.Prepend("identity"));
    }

    public int? MaxReceiveMessageSize { get; }

    public int? MaxSendMessageSize { get; }

    public bool EnableDetailedErrors { get; }

    public bool IgnoreUnknownServices { get; }

    public string? ResponseCompressionAlgorithm { get; }

    public CompressionLevel? ResponseCompressionLevel { get; }

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; }

    public IReadOnlyDictionary<string, ICompressionProvider> Compressions { get; }

    public string AcceptEncoding { get; }
}

/// <summary>Says that AddGrpc was called, and which catch-all endpoints exist.</summary>
internal sealed class GrpcServerMarker
{
    private readonly HashSet<(IEndpointRouteBuilder, string)> claimed = [];

    public bool Claim(IEndpointRouteBuilder builder, string name) => claimed.Add((builder, name));
}

/// <summary>Lets the catch-all endpoints see gRPC requests only, not every POST of two segments.</summary>
internal sealed class GrpcOnlyConstraint : IRouteConstraint
{
    public const string Key = "grpcunimplemented";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && HttpMethods.IsPost(httpContext.Request.Method) && Headers.IsGrpc(httpContext.Request.ContentType);
}

/// <summary>An object of the container, or one made for this call and disposed with it.</summary>
internal readonly struct Activated<T>(T instance, bool owned)
    where T : class
{
    public T Instance => instance;

    public static Activated<T> Create(IServiceProvider services, Type type, params object[] arguments) =>
        services.GetService(type) is T registered
            ? new Activated<T>(registered, false)
            : new Activated<T>((T)ActivatorUtilities.CreateInstance(services, type, arguments), true);

    public async ValueTask ReleaseAsync()
    {
        if (!owned)
        {
            return;
        }

        if (instance is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (instance as IDisposable)?.Dispose();
        }
    }
}

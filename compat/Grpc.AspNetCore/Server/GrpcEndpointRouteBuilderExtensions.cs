using Grpc.AspNetCore.Server;
using Grpc.Wire;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// One endpoint <c>POST /{service}/{method}</c> for each method, with the attributes of the class and of
    /// the method as metadata, so that authorisation works as for any endpoint.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type is no generated service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var marker = builder.ServiceProvider.GetService<GrpcServerMarker>()
            ?? throw new InvalidOperationException("Unable to find the required services. Please add all the required services by calling 'IServiceCollection.AddGrpc' inside the call to 'ConfigureServices(...)' in the application startup code.");
        var services = builder.ServiceProvider;
        var options = new MethodOptions(
            services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
            services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
        var binder = new ServiceEndpoints<TService>(builder, options, services);
        binder.Bind();
        MapUnimplemented(builder, marker, binder, options);
        return new GrpcServiceEndpointConventionBuilder(binder.Endpoints);
    }

    private static void MapUnimplemented<TService>(IEndpointRouteBuilder builder, GrpcServerMarker marker, ServiceEndpoints<TService> binder, MethodOptions options)
        where TService : class
    {
        if (binder.ServiceName is { } name && marker.Claim(builder, name))
        {
            Unimplemented(builder, $"{name}/{{unimplementedMethod:{GrpcOnlyConstraint.Key}}}", "Method is unimplemented.");
        }

        if (!options.IgnoreUnknownServices && marker.Claim(builder, "*"))
        {
            Unimplemented(builder, $"{{unimplementedService}}/{{unimplementedMethod:{GrpcOnlyConstraint.Key}}}", "Service is unimplemented.");
        }
    }

    private static void Unimplemented(IEndpointRouteBuilder builder, string pattern, string detail)
    {
        var endpoint = builder.Map(pattern, context => CallEnd.UnimplementedAsync(context, detail));
        endpoint.Add(static e => ((RouteEndpointBuilder)e).Order = int.MaxValue);
        endpoint.WithDisplayName($"gRPC - {detail}");
    }
}

/// <summary>Conventions for all endpoints of one service.</summary>
public sealed class GrpcServiceEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly List<IEndpointConventionBuilder> endpoints;

    internal GrpcServiceEndpointConventionBuilder(List<IEndpointConventionBuilder> endpoints) => this.endpoints = endpoints;

    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Add(convention);
        }
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Finally(finallyConvention);
        }
    }
}

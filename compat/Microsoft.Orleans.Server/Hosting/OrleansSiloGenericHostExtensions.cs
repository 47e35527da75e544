using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a silo to a host.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds a silo; several calls configure the same one.</summary>
    /// <exception cref="NotSupportedException">The configuration asks for clustering, which this stand-in has not.</exception>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices((context, services) => configureDelegate(context, AddSilo(services, context.Configuration)));
    }

    private static SiloBuilder AddSilo(IServiceCollection services, IConfiguration configuration)
    {
        var clustering = configuration["Orleans:Clustering:ProviderType"];
        if (clustering is not (null or "" or "Development"))
        {
            throw new NotSupportedException(
                $"Orleans:Clustering:ProviderType is '{clustering}', but the stand-in for Microsoft.Orleans.Server runs a single silo; build with GenuinePackages=true for clusters.");
        }

        if (!services.Any(service => service.ServiceType == typeof(Catalog)))
        {
            services.AddOptions();
            services.AddLogging();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<Catalog>();
            services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<Catalog>().References);
            services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Catalog>().References);
            services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
            services.AddScoped<GrainContextHolder>();
            services.TryAddScoped(provider => provider.GetRequiredService<GrainContextHolder>().Context
                ?? throw new InvalidOperationException("There is no grain context outside of an activation."));
            services.AddHostedService<SiloHostedService>();
        }

        return new SiloBuilder(services, configuration);
    }

    private sealed class GrainContextAccessor : IGrainContextAccessor
    {
        public IGrainContext GrainContext => RuntimeContext.Current!;
    }
}

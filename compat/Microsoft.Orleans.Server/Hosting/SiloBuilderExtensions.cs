using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting
{
    /// <summary>General configuration of a silo.</summary>
    public static class SiloBuilderExtensions
    {
        /// <summary>Registers services.</summary>
        public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
        {
            configureDelegate(builder.Services);
            return builder;
        }

        /// <summary>Configures options in code.</summary>
        public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions) where TOptions : class
        {
            builder.Services.Configure(configureOptions);
            return builder;
        }

        /// <summary>Configures options from a section.</summary>
        public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, IConfiguration configuration) where TOptions : class
        {
            builder.Services.Configure<TOptions>(configuration);
            return builder;
        }

        /// <summary>Configures logging.</summary>
        public static ISiloBuilder ConfigureLogging(this ISiloBuilder builder, Action<ILoggingBuilder> configureLogging)
        {
            builder.Services.AddLogging(configureLogging);
            return builder;
        }
    }

    /// <summary>Clustering and tracing of a silo.</summary>
    public static class CoreHostingExtensions
    {
        /// <summary>A cluster of this process alone. The ports are accepted and not opened: nothing connects to a single silo.</summary>
        /// <exception cref="NotSupportedException">A primary silo elsewhere is named.</exception>
        public static ISiloBuilder UseLocalhostClustering(
            this ISiloBuilder builder,
            int siloPort = 11111,
            int gatewayPort = 30000,
            IPEndPoint? primarySiloEndpoint = null,
            string serviceId = "dev",
            string clusterId = "dev")
        {
            if (primarySiloEndpoint is not null && (!IPAddress.IsLoopback(primarySiloEndpoint.Address) || primarySiloEndpoint.Port != siloPort))
            {
                throw new NotSupportedException(
                    $"The stand-in for Microsoft.Orleans.Server runs a single silo and cannot join {primarySiloEndpoint}; build with GenuinePackages=true for clusters.");
            }

            builder.Services.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (serviceId, clusterId));
            builder.Services.Configure<SiloClustering>(options => options.IsConfigured = true);
            return builder;
        }

        /// <summary>Reports each call as an activity of the source Microsoft.Orleans.Application, child of the caller's.</summary>
        public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
        {
            builder.Services.Configure<SiloTracing>(options => options.PropagatesActivities = true);
            return builder;
        }
    }

    /// <summary>Storage in memory, for tests and development.</summary>
    public static class MemoryGrainStorageSiloBuilderExtensions
    {
        /// <summary>Registers storage in memory as the default.</summary>
        public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) => builder.AddMemoryGrainStorage(PersistentStates.DefaultStorage);

        /// <summary>Registers storage in memory under a name.</summary>
        public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
        {
            builder.Services.AddGrainStorage(name, static (_, _) => new MemoryGrainStorage());
            return builder;
        }
    }
}

namespace Orleans.Runtime.Hosting
{
    /// <summary>Registration of storage providers.</summary>
    public static class StorageProviderExtensions
    {
        /// <summary>Registers a storage provider under a name, for <see cref="PersistentStateAttribute"/>; the name Default is the default.</summary>
        public static IServiceCollection AddGrainStorage<T>(this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
            where T : IGrainStorage =>
            collection.AddKeyedSingleton<IGrainStorage>(name, (services, key) => implementationFactory(services, (string)key!));
    }
}

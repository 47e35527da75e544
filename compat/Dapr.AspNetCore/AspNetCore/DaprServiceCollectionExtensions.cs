using Dapr.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client.</summary>
public static class DaprServiceCollectionExtensions
{
    /// <summary>A singleton <see cref="DaprClient"/>; the first registration counts. Endpoints and token come from the configuration, else the environment.</summary>
    public static void AddDaprClient(this IServiceCollection services, Action<DaprClientBuilder>? configure = null) =>
        services.AddDaprClient((_, builder) => configure?.Invoke(builder));

    public static void AddDaprClient(this IServiceCollection services, Action<IServiceProvider, DaprClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(provider =>
        {
            var builder = new DaprClientBuilder(provider.GetService<IConfiguration>());
            configure(provider, builder);
            return builder.Build();
        });
    }
}

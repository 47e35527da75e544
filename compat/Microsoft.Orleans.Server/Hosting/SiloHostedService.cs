using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orleans.Runtime;

/// <summary>Starts the collection of idle activations and, at the stop of the host, ends every activation in order.</summary>
internal sealed class SiloHostedService(Catalog catalog, IOptions<SiloClustering> clustering) : IHostedService
{
    private ITimer? _collector;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!clustering.Value.IsConfigured)
        {
            throw new OrleansConfigurationException("Clustering has not been configured: call UseLocalhostClustering on the silo builder.");
        }

        var options = catalog.Collection;
        var ages = options.ClassSpecificCollectionAge.Values.Append(options.CollectionAge);
        if (ages.Any(age => age <= options.CollectionQuantum))
        {
            throw new OrleansConfigurationException($"Every collection age must be longer than CollectionQuantum ({options.CollectionQuantum}).");
        }

        _collector = catalog.Time.CreateTimer(_ => catalog.CollectIdle(), null, options.CollectionQuantum, options.CollectionQuantum);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        await catalog.StopAsync(cancellationToken);
    }
}

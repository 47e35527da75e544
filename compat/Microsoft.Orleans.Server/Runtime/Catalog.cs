using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>All activations of the silo, one per grain at most, and the way of a call to its activation.</summary>
internal sealed class Catalog : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private volatile bool _stopping;

    public Catalog(IServiceProvider services, TimeProvider time, IOptions<GrainCollectionOptions> collection, IOptions<SiloMessagingOptions> messaging, IOptions<SiloTracing> tracing, ILoggerFactory loggers)
    {
        Services = services;
        Time = time;
        Collection = collection.Value;
        PropagatesActivities = tracing.Value.PropagatesActivities;
        Logger = loggers.CreateLogger("Orleans.Grain");
        Pending = new PendingCalls(messaging.Value.ResponseTimeout);
        References = new GrainFactory(this);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public GrainCollectionOptions Collection { get; }

    public bool PropagatesActivities { get; }

    public ILogger Logger { get; }

    public PendingCalls Pending { get; }

    public GrainFactory References { get; }

    public GrainTypes Types { get; } = new();

    /// <summary>Brings a turn to the grain's activation, creating it if there is none.</summary>
    public void Dispatch(GrainId grainId, Turn turn)
    {
        while (true)
        {
            if (!_activations.TryGetValue(grainId, out var activation))
            {
                if (_stopping)
                {
                    turn.Reject(new SiloUnavailableException($"The silo is stopping; grain {grainId} is not activated any more."));
                    return;
                }

                activation = _activations.GetOrAdd(grainId, static (id, catalog) => new Activation(id, catalog), this);
            }

            // An activation that refuses has left the table already.
            if (activation.TryEnqueue(turn))
            {
                return;
            }
        }
    }

    public void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    /// <summary>Deactivates what nobody has used for its collection age.</summary>
    public void CollectIdle()
    {
        var now = Time.GetUtcNow();
        foreach (var activation in _activations.Values)
        {
            activation.DeactivateIfIdle(now);
        }
    }

    /// <summary>Deactivates everything and waits for it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        while (!_activations.IsEmpty)
        {
            var all = _activations.Values;
            foreach (var activation in all)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is stopping."), cancellationToken);
            }

            await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => Pending.Dispose();
}

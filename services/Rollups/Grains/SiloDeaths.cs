namespace Platform.Rollups.Grains;

/// <summary>
/// How many silos were seen to go. What their grains had made durable but not told yet is then read from the store by the regions.
/// </summary>
public sealed class SiloDeaths : ISiloStatusListener
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead)
            Interlocked.Increment(ref _count);
    }

    /// <summary>Begins to watch when the silo is up: registered after it.</summary>
    public sealed class Watch(ISiloStatusOracle silos, SiloDeaths deaths) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            silos.SubscribeToSiloStatusEvents(deaths);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Writes something of a few pages and takes it back; throws when there is no room.</summary>
public delegate Task SpaceProbe(CancellationToken stop);

/// <summary>
/// Whether this service can still store anything. A write that found no room makes it unhealthy until every probe succeeds again: reads
/// go on, and whoever watches <c>/health/ready</c> knows before the users call.
/// </summary>
public sealed partial class StorageSpace(IEnumerable<SpaceProbe> probes, ILogger<StorageSpace> logger) : IHealthCheck
{
    private int _full;

    /// <summary>Told of every error that a write ended with.</summary>
    public void Notice(Exception error)
    {
        if (StorageFaults.Of(error) == StorageFault.Full && Interlocked.Exchange(ref _full, 1) == 0)
            Log.Full(logger);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _full) == 0)
            return HealthCheckResult.Healthy();
        try
        {
            foreach (var probe in probes)
                await probe(cancellationToken);
        }
        catch (Exception error) when (StorageFaults.Of(error) is not null)
        {
            return HealthCheckResult.Unhealthy("There is no room left to store anything.");
        }
        if (Interlocked.Exchange(ref _full, 0) == 1)
            Log.Recovered(logger);
        return HealthCheckResult.Healthy();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "There is no room left to store anything: writes answer 507 until there is")]
        public static partial void Full(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "There is room again to store")]
        public static partial void Recovered(ILogger logger);
    }
}

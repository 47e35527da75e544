using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Platform.Contracts.Grpc.Identity;

namespace Platform.ServiceDefaults.Units;

/// <summary>
/// Asks Identity every two seconds how often its reference data changed. The event that tells of a change reaches one replica of a
/// service only; by this look the others know of it too.
/// </summary>
public sealed class ReferenceWatch(References.ReferencesClient identity, ReferenceVersion reference) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                reference.Tell((await identity.GetVersionAsync(new(), cancellationToken: stoppingToken)).Version);
            }
            catch (RpcException)
            {
                // Identity is away: what is known serves on, and the next look comes soon.
            }
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

using Microsoft.Extensions.Logging;
using Platform.Contracts.Grpc.Identity;
using Platform.ServiceDefaults.Timing;

namespace Platform.ServiceDefaults.Units;

/// <summary>
/// Asks Identity every two seconds how often its reference data changed. The event that tells of a change reaches one replica of a
/// service only; by this look the others know of it too. While Identity is away what is known serves on.
/// </summary>
public sealed class ReferenceWatch(References.ReferencesClient identity, ReferenceVersion reference, ILogger<ReferenceWatch> logger)
    : PeriodicService(Interval, TimeProvider.System, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        reference.Tell((await identity.GetVersionAsync(new(), cancellationToken: stop)).Version);
        return NextRound.AtNextTick;
    }
}

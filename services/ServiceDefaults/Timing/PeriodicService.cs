using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Timing;

/// <summary>What comes after a round of a <see cref="PeriodicService"/>.</summary>
public enum NextRound
{
    /// <summary>There is more to do: no waiting.</summary>
    AtOnce,

    AtNextTick,

    /// <summary>All is done, or was never asked for.</summary>
    Never,
}

/// <summary>
/// Work that comes round: at the start, then at every tick. A round that fails is told once, not at every tick until one succeeds, and never ends
/// the service. Every replica runs it, so a round must be safe beside another's.
/// </summary>
public abstract partial class PeriodicService(TimeSpan interval, TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    /// <summary>False when the first round waits for the first tick.</summary>
    protected virtual bool RunsAtStart => true;

    protected abstract Task<NextRound> RoundAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, Time);
        var failing = false;
        if (!RunsAtStart)
            await timer.WaitForNextTickAsync(stoppingToken);
        do
        {
            try
            {
                NextRound next;
                while ((next = await RoundAsync(stoppingToken)) == NextRound.AtOnce)
                {
                }
                if (next == NextRound.Never)
                    return;
                failing = false;
            }
            // A neighbour's deadline comes as a cancellation too: only the own end is one.
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing)
                    Log.Failed(Logger, error);
                failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A round failed; the next ones go on, and are told of again once one has succeeded")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

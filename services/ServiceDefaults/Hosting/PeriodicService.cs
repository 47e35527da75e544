using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>A small work done again and again by the platform's clock. A pass that fails is told in the log; the next one tries anew.</summary>
/// <param name="atStart">Whether the first pass is made at once, not after the first interval.</param>
public abstract partial class PeriodicService(TimeSpan interval, bool atStart, TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time => time;

    protected abstract Task PassAsync(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        if (!atStart)
            await timer.WaitForNextTickAsync(stoppingToken);
        do
        {
            try
            {
                await PassAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A pass failed; the next one tries anew")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

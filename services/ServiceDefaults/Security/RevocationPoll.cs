using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Asks every two seconds for the revocations, so that what is closed at Identity ends everywhere within five, one lost answer
/// included. Asking and not being told: a process that was away, or whose message was lost, knows as much as the others.
/// </summary>
public sealed partial class RevocationPoll(RevokedTokens revoked, TimeProvider time, ILogger<RevocationPoll> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var silent = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var answered = await revoked.RefreshAsync();
            // Told once for each silence, not every two seconds.
            if (!answered && !silent)
                Log.Silent(logger, RevokedTokens.Grace.TotalSeconds);
            silent = !answered;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Identity does not answer for revocations; the list at hand counts for {Grace} s")]
        public static partial void Silent(ILogger logger, double grace);
    }
}

using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Timing;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Asks every two seconds for the revocations, so that what is closed at Identity ends everywhere within five, one lost answer
/// included. Asking and not being told: a process that was away, or whose message was lost, knows as much as the others.
/// </summary>
public sealed partial class RevocationPoll(RevokedTokens revoked, TimeProvider time, ILogger<RevocationPoll> logger)
    : PeriodicService(Interval, time, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private bool _silent;

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        var answered = await revoked.RefreshAsync();
        // Told once for each silence, not every two seconds.
        if (!answered && !_silent)
            Log.Silent(Logger, RevokedTokens.Grace.TotalSeconds);
        _silent = !answered;
        return NextRound.AtNextTick;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Identity does not answer for revocations; the list at hand counts for {Grace} s")]
        public static partial void Silent(ILogger logger, double grace);
    }
}

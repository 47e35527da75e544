using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Tokens;

/// <summary>Once an hour: forgets refresh tokens and revocations that have run out, in bounded batches. Every instance may.</summary>
public sealed partial class TokenSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<TokenSweep> logger) : BackgroundService
{
    public const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                while (await SweepAsync(stoppingToken) > 0)
                {
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>How many rows were forgotten; 0 when nothing is left to do.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = time.GetUtcNow();
        // Used and revoked ones stay until then too: a second use has to be known as one.
        var tokens = db.RefreshTokens.Where(t => t.ExpiresAt <= now).OrderBy(t => t.ExpiresAt).Take(BatchSize).Select(t => t.TokenHash);
        var revocations = db.Revocations.Where(r => r.Until <= now).OrderBy(r => r.Until).Take(BatchSize).Select(r => r.Holder);
        if (!await tokens.AnyAsync(stop) && !await revocations.AnyAsync(stop))
            return 0;
        return await db.WriteAsync(
            async () => await db.RefreshTokens.Where(t => tokens.Contains(t.TokenHash)).ExecuteDeleteAsync(stop)
                // Again with the time: one renewed meanwhile stays.
                + await db.Revocations.Where(r => revocations.Contains(r.Holder) && r.Until <= now).ExecuteDeleteAsync(stop),
            stop);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refresh tokens that have run out could not be removed")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

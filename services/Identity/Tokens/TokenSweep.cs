using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;

namespace Platform.Identity.Tokens;

/// <summary>Once an hour: forgets refresh tokens and revocations that have run out, in bounded batches. Every instance may.</summary>
public sealed class TokenSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<TokenSweep> logger)
    : PeriodicService(Interval, time, logger)
{
    public const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await SweepAsync(stop) > 0 ? NextRound.AtOnce : NextRound.AtNextTick;

    /// <returns>How many rows were forgotten; 0 when nothing is left to do.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = Time.GetUtcNow();
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
}

using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Timing;

namespace Platform.Gateway.Sessions;

/// <summary>At the start and once an hour: forgets sessions that have run out, in bounded batches. Every gateway may.</summary>
public sealed class SessionSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<SessionSweep> logger)
    : PeriodicService(Interval, time, logger)
{
    public const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await SweepAsync(stop) > 0 ? NextRound.AtOnce : NextRound.AtNextTick;

    /// <returns>How many were forgotten; 0 when none is left.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SessionsDb>();
        var limit = Time.GetUtcNow().ToUnixTimeMilliseconds();
        var keys = db.Sessions.Where(s => s.ExpiresAt < limit).OrderBy(s => s.ExpiresAt).Take(BatchSize).Select(s => s.Key);
        return await db.Sessions.Where(s => keys.Contains(s.Key)).ExecuteDeleteAsync(stop);
    }
}

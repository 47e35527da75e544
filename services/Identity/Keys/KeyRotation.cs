using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Keys;

/// <summary>
/// Once a minute: makes the next signing key when it is due, removes those whose tokens have run out, and takes up what other instances
/// did. Of two instances that make the same generation the database lets one; the other takes that one's.
/// </summary>
public sealed partial class KeyRotation(
    IServiceScopeFactory scopes, SigningKeys keys, KeySeal seal, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyRotation> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RotateAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
    }

    public async Task RotateAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var (now, plan) = (time.GetUtcNow(), KeyPlan.Of(options.Value));
        var rows = await ReadAsync(db, stop);
        if (IsDue(rows, plan, now))
        {
            rows = await db.WriteAsync(
                async () =>
                {
                    await ChangeAsync(db, plan, now, stop);
                    return await ReadAsync(db, stop);
                },
                stop);
        }
        keys.Take(rows);
    }

    private static Task<List<SigningKeyRow>> ReadAsync(IdentityDb db, CancellationToken stop) =>
        db.SigningKeys.AsNoTracking().OrderBy(k => k.Generation).ToListAsync(stop);

    private static List<KeyTimes> Times(List<SigningKeyRow> rows) => rows.ConvertAll(r => new KeyTimes(r.Generation, r.SignsFrom));

    private static bool IsDue(List<SigningKeyRow> rows, KeyPlan plan, DateTimeOffset now) =>
        plan.Next(Times(rows), now) is not null || KeyPlan.Over(Times(rows), now).Count > 0 || rows.Exists(r => !KeySeal.IsSealed(r.PrivateKey));

    private async Task ChangeAsync(IdentityDb db, KeyPlan plan, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await db.SigningKeys.OrderBy(k => k.Generation).ToListAsync(stop);
        var times = Times(rows);
        if (plan.Next(times, now) is { } from)
            db.SigningKeys.Add(keys.New(times.Count == 0 ? 1 : times[^1].Generation + 1, from));
        var over = KeyPlan.Over(times, now);
        db.SigningKeys.RemoveRange(rows.Where(r => over.Contains(r.Generation)));
        foreach (var row in rows.Where(r => !KeySeal.IsSealed(r.PrivateKey)))
            row.PrivateKey = seal.Seal(row.KeyId, row.PrivateKey);
        await db.SaveChangesAsync(stop);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The signing keys could not be looked after; the current one goes on signing")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

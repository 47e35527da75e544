using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;

namespace Platform.Identity.Keys;

/// <summary>
/// Once a minute: makes the next signing key when it is due, removes those whose tokens have run out, and takes up what other instances
/// did. Of two instances that make the same generation the database lets one; the other takes that one's.
/// </summary>
public sealed class KeyRotation(
    IServiceScopeFactory scopes, SigningKeys keys, KeySeal seal, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyRotation> logger)
    : PeriodicService(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        await RotateAsync(stop);
        return NextRound.AtNextTick;
    }

    public async Task RotateAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var (now, plan) = (Time.GetUtcNow(), KeyPlan.Of(options.Value));
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
}

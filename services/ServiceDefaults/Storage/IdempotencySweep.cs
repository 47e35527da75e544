using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Timing;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Forgets idempotency keys after seven days, once an hour, so that the table stays bounded.</summary>
public sealed class IdempotencySweep<TDb>(IServiceScopeFactory scopes, TimeProvider time, ILogger<IdempotencySweep<TDb>> logger)
    : PeriodicService(Interval, time, logger)
    where TDb : PlatformDb
{
    public static readonly TimeSpan Keep = TimeSpan.FromDays(7);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        await SweepAsync(stop);
        return NextRound.AtNextTick;
    }

    /// <returns>How many keys were forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var before = Time.GetUtcNow() - Keep;
        return await db.WriteAsync(() => db.IdempotencyRecords.Where(r => r.CreatedAt < before).ExecuteDeleteAsync(stop), stop);
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Timing;
using Platform.Tasks.Evidence;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Upkeep;

/// <summary>
/// Once an hour: removes evidence files that no row names, an hour after they were written (an upload that was cut off before its commit).
/// </summary>
public sealed class OrphanSweep(IServiceScopeFactory scopes, EvidenceStore store, TimeProvider time, ILogger<OrphanSweep> logger)
    : PeriodicService(Interval, time, logger)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        await SweepAsync(stop);
        return NextRound.AtNextTick;
    }

    /// <returns>How many files were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        var removed = 0;
        foreach (var batch in store.OlderThan(Time.GetUtcNow() - Age).Chunk(BatchSize))
        {
            var known = (await db.Evidence.AsNoTracking().Where(e => batch.Contains(e.Sha256)).Select(e => e.Sha256).ToListAsync(stop))
                .ToHashSet();
            foreach (var orphan in batch.Where(hash => !known.Contains(hash)))
            {
                store.Remove(orphan);
                removed++;
            }
        }
        return removed;
    }
}

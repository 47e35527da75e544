using Microsoft.EntityFrameworkCore;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Evidence;

/// <summary>Once an hour: removes files that no row names, an hour after they were written (an upload that was cut off before its commit).</summary>
public sealed partial class OrphanSweep(IServiceScopeFactory scopes, EvidenceStore store, TimeProvider time, ILogger<OrphanSweep> logger) : BackgroundService
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
    }

    /// <returns>How many files were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        var removed = 0;
        foreach (var batch in store.OlderThan(time.GetUtcNow() - Age).Chunk(BatchSize))
        {
            var known = (await db.Evidence.AsNoTracking().Where(e => batch.Contains(e.Sha256)).Select(e => e.Sha256).ToListAsync(stop)).ToHashSet();
            foreach (var orphan in batch.Where(hash => !known.Contains(hash)))
            {
                store.Remove(orphan);
                removed++;
            }
        }
        return removed;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Looking for evidence files without a row failed")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

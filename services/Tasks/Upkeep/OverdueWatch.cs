using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Upkeep;

/// <summary>
/// Finds tasks whose due date has passed since the last look, in bounded batches, and says so. A day off that was put into the
/// calendar meanwhile moves their due dates first.
/// </summary>
public sealed class OverdueWatch(
    IServiceScopeFactory scopes, WorkingDays workingDays, TimeProvider time, OutboxSignal signal, ILogger<OverdueWatch> logger)
    : PeriodicService(Interval, time, logger)
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await SweepAsync(stop) == BatchSize ? NextRound.AtOnce : NextRound.AtNextTick;

    /// <summary>One batch; returns how many tasks were looked at because their due date had passed.</summary>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        var now = Time.GetUtcNow();
        var today = VietnamTime.DateOf(now);
        var late = db.Tasks.Where(t => TaskRules.Running.Contains(t.State) && t.OverdueAfter < today);
        if (!await late.AnyAsync(stop))
            return 0;
        var calendar = await workingDays.GetAsync(stop);
        var found = await db.WriteAsync(
            async () =>
            {
                var tasks = await late.OrderBy(t => t.OverdueAfter).Take(BatchSize).ToListAsync(stop);
                var series = tasks.Where(t => t.DeadlineKind == DeadlineKinds.Recurring).Select(t => t.Id).ToList();
                var parents = tasks.Where(t => t.Parts > 0 && t.DeadlineKind != DeadlineKinds.Recurring).Select(t => (Guid?)t.Id).ToList();
                var occurrences = series.Count == 0 ? [] : await db.Occurrences.Where(o => series.Contains(o.TaskId)).ToListAsync(stop);
                var children = parents.Count == 0 ? [] : await db.Tasks.Where(t => parents.Contains(t.ParentId) && !t.Cancelled)
                    .ToListAsync(stop);
                var (byTask, byParent) = (occurrences.ToLookup(o => o.TaskId), children.ToLookup(t => t.ParentId));
                foreach (var task in tasks)
                {
                    var own = byTask[task.Id].ToList();
                    DueDay.Apply(task, own, calendar);
                    TaskRules.Settle(task, own, [.. byParent[task.Id]], today);
                    task.Version++;
                    task.UpdatedAt = now;
                    db.Announce(task, now);
                }
                await db.SaveChangesAsync(stop);
                return tasks.Count;
            },
            stop);
        signal.Set();
        return found;
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Assign;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Overdue;

/// <summary>Finds tasks whose due date has passed since the last look, in bounded batches, and says so.</summary>
public sealed partial class OverdueWatch(IServiceScopeFactory scopes, TimeProvider time, OutboxSignal signal, ILogger<OverdueWatch> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                while (await SweepAsync(stoppingToken) == BatchSize)
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

    /// <summary>One batch; returns how many tasks became overdue.</summary>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        var now = time.GetUtcNow();
        var today = VietnamTime.DateOf(now);
        var late = db.Tasks.Where(t => t.LastDueOn < today
            && (t.State == TaskStates.NotStarted || t.State == TaskStates.InProgress || t.State == TaskStates.Waiting));
        if (!await late.AnyAsync(stop))
            return 0;
        var found = await db.WriteAsync(
            async () =>
            {
                var tasks = await late.OrderBy(t => t.Id).Take(BatchSize).ToListAsync(stop);
                foreach (var task in tasks)
                {
                    task.State = TaskRules.StateOf(task, today);
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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking for overdue tasks failed")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

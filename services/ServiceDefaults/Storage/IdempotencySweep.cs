using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Forgets idempotency keys after seven days, once an hour, so that the table stays bounded.</summary>
public sealed partial class IdempotencySweep<TDb>(IServiceScopeFactory scopes, TimeProvider time, ILogger<IdempotencySweep<TDb>> logger) : BackgroundService
    where TDb : PlatformDb
{
    public static readonly TimeSpan Keep = TimeSpan.FromDays(7);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

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

    /// <returns>How many keys were forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var before = time.GetUtcNow() - Keep;
        return await db.WriteAsync(() => db.IdempotencyRecords.Where(r => r.CreatedAt < before).ExecuteDeleteAsync(stop), stop);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Old idempotency keys could not be removed")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

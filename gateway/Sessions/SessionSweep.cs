using Microsoft.EntityFrameworkCore;

namespace Platform.Gateway.Sessions;

/// <summary>At the start and once an hour: forgets sessions that have run out, in bounded batches. Every gateway may.</summary>
public sealed partial class SessionSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<SessionSweep> logger) : BackgroundService
{
    public const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                while (await SweepAsync(stoppingToken) > 0)
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

    /// <returns>How many were forgotten; 0 when none is left.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SessionsDb>();
        var limit = time.GetUtcNow().ToUnixTimeMilliseconds();
        var keys = db.Sessions.Where(s => s.ExpiresAt < limit).OrderBy(s => s.ExpiresAt).Take(BatchSize).Select(s => s.Key);
        return await db.Sessions.Where(s => keys.Contains(s.Key)).ExecuteDeleteAsync(stop);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Sessions that have run out could not be removed")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

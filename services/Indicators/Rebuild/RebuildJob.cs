using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Platform.Indicators.Errors;
using Platform.Indicators.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;

namespace Platform.Indicators.Rebuild;

/// <summary>Runs one rebuild at a time, apart from the request that asked for it.</summary>
public sealed partial class RebuildJob(IServiceScopeFactory scopes, SeriesRebuild rebuild, TimeProvider time, ILogger<RebuildJob> logger) : BackgroundService
{
    // A page is seconds; one that has been silent for longer than this died with its process.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly Channel<string> _asked = Channel.CreateBounded<string>(1);

    /// <param name="authorization">The asker's header: Reporting decides by it what it gives out.</param>
    public async Task<Result<RebuildRow>> BeginAsync(string authorization, string by, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IndicatorsDb>();
        var begun = await db.WriteAsync<Result<RebuildRow>>(
            async () =>
            {
                var now = time.GetUtcNow();
                var last = await db.Rebuilds.SingleOrDefaultAsync(r => r.Id == RebuildRow.TheOne, stop);
                if (last is { State: RebuildStates.Running } && last.SeenAt > now - Silence)
                    return new Failure(IndicatorErrors.RebuildRuns, $"Chuỗi số liệu đang được dựng lại ({last.Reports}/{last.TotalReports} báo cáo).");
                if (last is not null)
                    db.Rebuilds.Remove(last);
                await db.SaveChangesAsync(stop);
                var row = new RebuildRow { Id = RebuildRow.TheOne, State = RebuildStates.Running, StartedBy = by, StartedAt = now, SeenAt = now };
                db.Rebuilds.Add(row);
                await db.SaveChangesAsync(stop);
                return row;
            },
            stop);
        if (begun.Failure is null)
            await _asked.Writer.WriteAsync(authorization, stop);
        return begun;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var authorization in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            var state = RebuildStates.Failed;
            try
            {
                await rebuild.RunAsync(authorization, NoteAsync, stoppingToken);
                state = RebuildStates.Done;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
            await EndAsync(state);
        }
    }

    private Task NoteAsync(RebuildProgress p) => WriteAsync(rows => rows.ExecuteUpdateAsync(s => s
        .SetProperty(r => r.SeenAt, time.GetUtcNow())
        .SetProperty(r => r.Reports, p.Reports)
        .SetProperty(r => r.TotalReports, p.TotalReports)
        .SetProperty(r => r.Recorded, p.Recorded)
        .SetProperty(r => r.TotalRecorded, p.TotalRecorded)));

    private Task EndAsync(string state) => WriteAsync(rows => rows.ExecuteUpdateAsync(s => s
        .SetProperty(r => r.State, state)
        .SetProperty(r => r.FinishedAt, time.GetUtcNow())));

    private async Task WriteAsync(Func<IQueryable<RebuildRow>, Task<int>> write)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IndicatorsDb>();
        await db.WriteAsync(() => write(db.Rebuilds.Where(r => r.Id == RebuildRow.TheOne)), CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The time series could not be rebuilt")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

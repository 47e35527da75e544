using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Reports.Export.Bulk;

/// <summary>
/// Takes export jobs one after the other, oldest first. A job whose worker died is started anew when its lease is over; jobs and files
/// older than a day are removed.
/// </summary>
public sealed partial class BulkExportWorker(
    IServiceScopeFactory scopes, BulkExportFolder folder, TimeProvider time, ILogger<BulkExportWorker> logger) : BackgroundService
{
    public static readonly TimeSpan Keep = TimeSpan.FromDays(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _wake = new(0);

    public void Wake() => _wake.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ForgetAsync(stoppingToken);
                while (await RunNextAsync(stoppingToken))
                {
                }
                await _wake.WaitAsync(Interval, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
                await _wake.WaitAsync(Interval, stoppingToken);
            }
        }
    }

    /// <summary>Works off the oldest job that waits; false when there is none.</summary>
    public async Task<bool> RunNextAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        if (await ClaimAsync(db, stop) is not { } job)
            return false;
        Failure? failure;
        try
        {
            failure = await scope.ServiceProvider.GetRequiredService<BulkExport>().RunAsync(job, stop);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Failed(logger, error);
            failure = new(RequestErrors.Unavailable, "Việc xuất bị lỗi giữa chừng; hãy thử lại.");
        }
        await FinishAsync(db, job.Id, failure, stop);
        return true;
    }

    private async Task<ExportJobRow?> ClaimAsync(ReportingDb db, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return await db.WriteAsync(
            async () =>
            {
                var job = await db.ExportJobs.AsNoTracking()
                    .Where(j => j.State == ExportJobStates.Queued || (j.State == ExportJobStates.Running && j.LeaseUntil < now))
                    .OrderBy(j => j.CreatedAt).FirstOrDefaultAsync(stop);
                // Of two that want the same job the update lets one have it.
                var mine = job is not null && await db.ExportJobs
                    .Where(j => j.Id == job.Id && (j.State == ExportJobStates.Queued
                        || (j.State == ExportJobStates.Running && j.LeaseUntil < now)))
                    .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, ExportJobStates.Running)
                        .SetProperty(j => j.LeaseUntil, now + BulkExport.LeaseLasts), stop) == 1;
                return mine ? job : null;
            },
            stop);
    }

    private async Task FinishAsync(ReportingDb db, Guid id, Failure? failure, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var file = new FileInfo(folder.FileOf(id));
        var (state, error, bytes) = failure is null ? (ExportJobStates.Done, null, file.Exists ? file.Length : 0)
            : (ExportJobStates.Failed, failure.Detail, 0L);
        var finished = await db.WriteAsync(
            () => db.ExportJobs.Where(j => j.Id == id && j.State == ExportJobStates.Running).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.State, state).SetProperty(j => j.Error, error).SetProperty(j => j.Bytes, bytes)
                    .SetProperty(j => j.FinishedAt, now), stop),
            stop);
        if (finished == 0 || failure is not null)
            folder.Remove(id);
    }

    private async Task ForgetAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        var before = time.GetUtcNow() - Keep;
        foreach (var id in await db.ExportJobs.Where(j => j.CreatedAt < before && j.State != ExportJobStates.Running).Select(j => j.Id)
            .ToListAsync(stop))
        {
            folder.Remove(id);
            await db.WriteAsync(() => db.ExportJobs.Where(j => j.Id == id).ExecuteDeleteAsync(stop), stop);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A bulk export failed")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

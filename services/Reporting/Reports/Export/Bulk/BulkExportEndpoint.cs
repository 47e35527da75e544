using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Export.Bulk;

/// <summary>All reports of a period as one zip: asked for, made in the background with progress, fetched, forgotten after a day.</summary>
public static class BulkExportEndpoint
{
    private const int MostWaiting = 20;

    /// <param name="Format">docx (the default), pdf, xlsx or csv.</param>
    /// <param name="Block">Only units of this ranking block: phuong or xa.</param>
    /// <param name="AcceptedOnly">Only accepted reports; otherwise submitted ones too.</param>
    public sealed record BulkExportInput(string? Format, string? Block, bool? AcceptedOnly);

    /// <param name="State">queued, running, done, failed or cancelled.</param>
    /// <param name="Total">Reports to write; 0 until counted.</param>
    /// <param name="Bytes">Size of the finished file.</param>
    /// <param name="Error">Why it failed.</param>
    public sealed record BulkExportView(
        Guid Id, string Period, string Format, string? Block, bool AcceptedOnly, string State, int Done, int Total, long Bytes,
        string? Error, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);

    public static void AddBulkExport(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BulkExportFolder>();
        builder.Services.AddScoped<BulkExport>();
        builder.Services.AddSingleton<BulkExportWorker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BulkExportWorker>());
    }

    public static void MapBulkExport(this WebApplication app)
    {
        app.For(Rights.ExportReports).MapPost("/api/reports/{period}/export-jobs", AskAsync).Produces<BulkExportView>(202)
            .WithSummary("Asks for all sent reports of a period as one zip (city-admin, city-analyst)");
        var jobs = app.For(Rights.ExportReports).MapGroup("/api/reports");
        jobs.MapGet("export-jobs", ListAsync).WithSummary("The caller's own exports, newest first");
        jobs.MapGet("export-jobs/{id:guid}", GetAsync).WithSummary("How far an export is");
        jobs.MapGet("export-jobs/{id:guid}/file", FileAsync).Produces<Stream>(200, "application/zip").WithSummary("The finished zip");
        jobs.MapDelete("export-jobs/{id:guid}", CancelAsync).WithSummary("Stops an export and removes its file");
    }

    private static async Task<IResult> AskAsync(
        [AsParameters] PeriodScope scope, BulkExportInput? input, ReportingDb db, ReportFiles files, BulkExportWorker worker,
        TimeProvider time)
    {
        var format = ExportFormat.Choose(input?.Format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv);
        var wanted = await scope.Find()
            .ThenAsync(_ => format.ThenAsync(async f => Check(f, files, input?.Block, await scope.UnitsAsync())));
        var stored = await wanted.ThenAsync(f => db.WriteAsync<Result<ExportJobRow>>(
            async () =>
            {
                if (await db.ExportJobs.CountAsync(j => j.State == ExportJobStates.Queued || j.State == ExportJobStates.Running,
                    scope.Stop) >= MostWaiting)
                {
                    return new Failure(ReportErrors.TooManyExports, "Đang có nhiều yêu cầu xuất chờ xử lý; hãy thử lại sau ít phút.");
                }
                var job = Job(scope, f, input, time.GetUtcNow());
                db.ExportJobs.Add(job);
                await db.SaveChangesAsync(scope.Stop);
                return job;
            },
            scope.Stop));
        worker.Wake();
        return stored.ToHttp(j => Results.Accepted($"/api/reports/export-jobs/{j.Id}", View(j)));
    }

    private static Result<ExportFormat> Check(ExportFormat format, ReportFiles files, string? block, List<OrgUnitInfo> units)
    {
        if (format == ExportFormat.Pdf && files.NoPdf is { } noPdf)
            return noPdf;
        return !string.IsNullOrEmpty(block) && units.All(u => u.Block != block)
            ? Failure.Invalid("block", ReportErrors.UnknownBlock, $"Không có khối “{block}”.")
            : format;
    }

    private static ExportJobRow Job(PeriodScope scope, ExportFormat format, BulkExportInput? input, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        Period = scope.Period,
        Under = scope.Caller.Unit,
        Block = string.IsNullOrEmpty(input?.Block) ? null : input.Block,
        Format = format.Name,
        AcceptedOnly = input?.AcceptedOnly ?? false,
        State = ExportJobStates.Queued,
        RequestedBy = scope.Caller.UserName,
        CreatedAt = now,
    };

    private static async Task<Answer<List<BulkExportView>>> ListAsync(Caller caller, ReportingDb db, CancellationToken stop) =>
        (await db.ExportJobs.AsNoTracking().Where(j => j.RequestedBy == caller.UserName).OrderByDescending(j => j.CreatedAt)
            .Take(MostWaiting).ToListAsync(stop)).ConvertAll(View);

    private static async Task<Answer<BulkExportView>> GetAsync(Guid id, Caller caller, ReportingDb db, CancellationToken stop) =>
        (await FindAsync(id, caller, db, stop)).Then(View);

    private static async Task<IResult> FileAsync(Guid id, Caller caller, ReportingDb db, BulkExportFolder folder, CancellationToken stop)
    {
        var ready = (await FindAsync(id, caller, db, stop)).Then(job =>
            job.State == ExportJobStates.Done && File.Exists(folder.FileOf(id))
                ? (Result<ExportJobRow>)job
                : new Failure(ReportErrors.ExportNotReady, "Tệp chưa sẵn sàng hoặc đã hết hạn lưu; hãy xuất lại."));
        return ready.ToHttp(job => Results.File(
            folder.FileOf(id), "application/zip", $"bao-cao-{job.Period}-{job.Under}.zip", enableRangeProcessing: true));
    }

    private static async Task<EmptyAnswer> CancelAsync(
        Guid id, Caller caller, ReportingDb db, BulkExportFolder folder, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var cancelled = await (await FindAsync(id, caller, db, stop)).ThenAsync<int>(async _ => await db.WriteAsync(
            () => db.ExportJobs.Where(j => j.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.State, ExportJobStates.Cancelled).SetProperty(j => j.FinishedAt, now), stop),
            stop));
        if (cancelled.Failure is null)
            folder.Remove(id);
        return EmptyAnswer.Of(cancelled);
    }

    /// <summary>Only who asked for an export sees it: it holds what that person may see.</summary>
    private static async Task<Result<ExportJobRow>> FindAsync(Guid id, Caller caller, ReportingDb db, CancellationToken stop) =>
        await db.ExportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.RequestedBy == caller.UserName, stop) is { } job
            ? job
            : new Failure(ReportErrors.NoExportJob, "Không có yêu cầu xuất này, hoặc đã hết hạn lưu.");

    private static BulkExportView View(ExportJobRow j) => new(
        j.Id, j.Period, j.Format, j.Block, j.AcceptedOnly, j.State, j.Done, j.Total, j.Bytes, j.Error, j.CreatedAt, j.FinishedAt);
}

using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Export.Bulk;

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
        app.For(Rights.ExportReports).MapGet("/api/reports/export-jobs", async (Caller caller, ReportingDb db, CancellationToken stop) => Results.Ok(
                (await db.ExportJobs.AsNoTracking().Where(j => j.RequestedBy == caller.UserName).OrderByDescending(j => j.CreatedAt).Take(MostWaiting).ToListAsync(stop))
                .Select(View)))
            .Produces<IEnumerable<BulkExportView>>().WithSummary("The caller's own exports, newest first");
        app.For(Rights.ExportReports).MapGet("/api/reports/export-jobs/{id:guid}", async (
            Guid id, Caller caller, ReportingDb db, CancellationToken stop) =>
                (await FindAsync(id, caller, db, stop)).ToHttp(job => Results.Ok(View(job))))
            .Produces<BulkExportView>().WithSummary("How far an export is");
        app.For(Rights.ExportReports).MapGet("/api/reports/export-jobs/{id:guid}/file", FileAsync).Produces<Stream>(200, "application/zip")
            .WithSummary("The finished zip");
        app.For(Rights.ExportReports).MapDelete("/api/reports/export-jobs/{id:guid}", CancelAsync).Produces(204)
            .WithSummary("Stops an export and removes its file");
    }

    private static async Task<IResult> AskAsync(
        string period, BulkExportInput? input, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, ReportingDb db, ReportFiles files,
        BulkExportWorker worker, TimeProvider time, CancellationToken stop)
    {
        if (calendar.Find(period).Failure is { } unknown)
            return unknown.ToProblem();
        var format = ExportFormat.Choose(input?.Format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv);
        if (format.Failure is { } noFormat)
            return noFormat.ToProblem();
        if (format.Value == ExportFormat.Pdf && files.NoPdf is { } noPdf)
            return noPdf.ToProblem();
        if (input?.Block is { Length: > 0 } block && (await directory.GetAsync(stop)).LeavesUnder(caller.Unit).All(u => u.Block != block))
            return Failure.Invalid("block", ReportErrors.UnknownBlock, $"Không có khối “{block}”.").ToProblem();
        var job = new ExportJobRow
        {
            Id = Guid.NewGuid(),
            Period = period,
            Under = caller.Unit,
            Block = string.IsNullOrEmpty(input?.Block) ? null : input.Block,
            Format = format.Value.Name,
            AcceptedOnly = input?.AcceptedOnly ?? false,
            State = ExportJobStates.Queued,
            RequestedBy = caller.UserName,
            CreatedAt = time.GetUtcNow(),
        };
        var stored = await db.WriteAsync<Result<ExportJobRow>>(
            async () =>
            {
                if (await db.ExportJobs.CountAsync(j => j.State == ExportJobStates.Queued || j.State == ExportJobStates.Running, stop) >= MostWaiting)
                    return new Failure(ReportErrors.TooManyExports, "Đang có nhiều yêu cầu xuất chờ xử lý; hãy thử lại sau ít phút.");
                db.ExportJobs.Add(job);
                await db.SaveChangesAsync(stop);
                return job;
            },
            stop);
        worker.Wake();
        return stored.ToHttp(j => Results.Accepted($"/api/reports/export-jobs/{j.Id}", View(j)));
    }

    private static async Task<IResult> FileAsync(Guid id, Caller caller, ReportingDb db, BulkExportFolder folder, CancellationToken stop)
    {
        var found = await FindAsync(id, caller, db, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        var job = found.Value;
        if (job.State != ExportJobStates.Done || !File.Exists(folder.FileOf(id)))
            return new Failure(ReportErrors.ExportNotReady, "Tệp chưa sẵn sàng hoặc đã hết hạn lưu; hãy xuất lại.").ToProblem();
        return Results.File(folder.FileOf(id), "application/zip", $"bao-cao-{job.Period}-{job.Under}.zip", enableRangeProcessing: true);
    }

    private static async Task<IResult> CancelAsync(Guid id, Caller caller, ReportingDb db, BulkExportFolder folder, TimeProvider time, CancellationToken stop)
    {
        var found = await FindAsync(id, caller, db, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        var now = time.GetUtcNow();
        await db.WriteAsync(
            () => db.ExportJobs.Where(j => j.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.State, ExportJobStates.Cancelled).SetProperty(j => j.FinishedAt, now), stop),
            stop);
        folder.Remove(id);
        return Results.NoContent();
    }

    /// <summary>Only who asked for an export sees it: it holds what that person may see.</summary>
    private static async Task<Result<ExportJobRow>> FindAsync(Guid id, Caller caller, ReportingDb db, CancellationToken stop) =>
        await db.ExportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.RequestedBy == caller.UserName, stop) is { } job
            ? job
            : new Failure(ReportErrors.NoExportJob, "Không có yêu cầu xuất này, hoặc đã hết hạn lưu.");

    private static BulkExportView View(ExportJobRow j) => new(
        j.Id, j.Period, j.Format, j.Block, j.AcceptedOnly, j.State, j.Done, j.Total, j.Bytes, j.Error, j.CreatedAt, j.FinishedAt);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Evidence;

/// <summary>Evidence files (minh chứng) of a task: upload, list, download, withdrawal.</summary>
public static class EvidenceEndpoint
{
    /// <param name="Revision">Counts up over the files of one name.</param>
    /// <param name="Sha256">Of the content, hexadecimal.</param>
    public sealed record EvidenceView(
        Guid Id, string Name, int Revision, long Size, string ContentType, string Sha256, string? Note, string By, DateTimeOffset At,
        string? WithdrawnBy, DateTimeOffset? WithdrawnAt, string? WithdrawnReason)
    {
        public static EvidenceView Of(EvidenceRow e) =>
            new(
                e.Id, e.Name, e.Revision, e.Size, e.ContentType, e.Sha256, e.Note, e.By, e.At, e.WithdrawnBy, e.WithdrawnAt,
                e.WithdrawnReason);
    }

    /// <param name="File">At most 20 MB: .pdf, .docx, .xlsx, .pptx, .doc, .xls, .ppt, .jpg, .jpeg, .png, .txt, .csv.</param>
    public sealed record EvidenceForm(IFormFile File, string? Note);

    public sealed record WithdrawInput(string? Reason);

    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        app.For(Rights.WorkOnTasks).MapPost("evidence", UploadAsync).DisableAntiforgery().Accepts<EvidenceForm>("multipart/form-data")
            .WithSummary("Adds an evidence file, or a new version of one (who does the task)");
        app.For(Rights.ReadUnit).MapGet("evidence", ListAsync)
            .WithSummary("Evidence files of a task with all versions, newest first");
        app.For(Rights.ReadUnit).MapGet("evidence/{evidenceId:guid}", DownloadAsync)
            .Produces<Stream>(200, "application/octet-stream").WithSummary("The content of an evidence file, as a download");
        app.For(Rights.WorkOnTasks).MapPost("evidence/{evidenceId:guid}/withdraw", WithdrawAsync)
            .WithSummary("Withdraws an evidence file with a reason (who uploaded it, the unit's leader, who assigned the task)");
    }

    private static Task<Answer<List<EvidenceView>>> ListAsync([AsParameters] TaskScope task, TasksDb db) =>
        task.ReadAsync<List<EvidenceView>>(async _ =>
            (await OfTask(db, task.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Revision).ToListAsync(task.Stop))
            .ConvertAll(EvidenceView.Of));

    private static async Task<CreatedAnswer<EvidenceView>> UploadAsync(
        [AsParameters] TaskScope task, HttpRequest http, TasksDb db, EvidenceStore store, FileReading reading)
    {
        // Before a single byte is stored for somebody who may not.
        var may = (await task.FindAsync()).Then<FoundTask>(found =>
            TaskActions.Refusal(TaskActions.Evidence, found.Row, found.Rights) is { } refused ? refused : found);
        var stored = await (await may.ThenAsync(_ => EvidenceUpload.ReadAsync(http, store, reading, task.Stop))).ThenAsync(async upload =>
        {
            store.Keep(upload.File, task.Time.GetUtcNow());
            var (name, hash) = (upload.Name, upload.File.Sha256);
            var added = await task.RunAsync(TaskActions.Evidence, new { Name = name, Sha256 = hash }, c => DecideEvidence.Add(c, upload));
            // Of a repeated key: the file of the first time.
            return await added.ThenAsync<EvidenceView>(async _ => EvidenceView.Of(await OfTask(db, task.Id)
                .Where(e => e.Name == name && e.Sha256 == hash).OrderByDescending(e => e.Revision).FirstAsync(task.Stop)));
        });
        return CreatedAnswer<EvidenceView>.At(stored, e => $"/api/tasks/{task.Id}/evidence/{e.Id}");
    }

    private static async Task<Answer<EvidenceView>> WithdrawAsync(
        [AsParameters] TaskScope task, Guid evidenceId, WithdrawInput input, TasksDb db)
    {
        var withdrawn = await task.RunAsync(
            TaskActions.Evidence, new { evidenceId, input.Reason }, c => DecideEvidence.Withdraw(c, evidenceId, input.Reason));
        return await withdrawn.ThenAsync<EvidenceView>(async _ =>
            EvidenceView.Of(await OfTask(db, task.Id).SingleAsync(e => e.Id == evidenceId, task.Stop)));
    }

    private static async Task<IResult> DownloadAsync([AsParameters] TaskScope task, Guid evidenceId, TasksDb db, EvidenceStore store)
    {
        var file = await (await task.FindAsync()).ThenAsync<FileStreamHttpResult>(async _ =>
            FileOf(await OfTask(db, task.Id).SingleOrDefaultAsync(e => e.Id == evidenceId, task.Stop), store));
        return file.ToHttp(content =>
        {
            task.Response.Headers.XContentTypeOptions = "nosniff";
            task.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            task.Response.Headers.CacheControl = "private, no-cache";
            return content;
        });
    }

    private static Result<FileStreamHttpResult> FileOf(EvidenceRow? row, EvidenceStore store)
    {
        if (row is null)
            return DecideEvidence.NotThere();
        if (row.WithdrawnAt is not null)
            return DecideEvidence.WithdrawnBefore();
        if (store.Open(row.Sha256) is not { } content)
            return DecideEvidence.NotThere();
        return TypedResults.File(content, row.ContentType, row.Name, row.At, new($"\"{row.Sha256}\""), enableRangeProcessing: true);
    }

    private static IQueryable<EvidenceRow> OfTask(TasksDb db, Guid task) => db.Evidence.AsNoTracking().Where(e => e.TaskId == task);
}

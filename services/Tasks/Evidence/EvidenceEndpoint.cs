using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

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
            new(e.Id, e.Name, e.Revision, e.Size, e.ContentType, e.Sha256, e.Note, e.By, e.At, e.WithdrawnBy, e.WithdrawnAt, e.WithdrawnReason);
    }

    /// <param name="File">At most 20 MB: .pdf, .docx, .xlsx, .pptx, .doc, .xls, .ppt, .jpg, .jpeg, .png, .txt, .csv.</param>
    public sealed record EvidenceForm(IFormFile File, string? Note);

    public sealed record WithdrawInput(string? Reason);

    public static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(EvidenceOptions.From(builder.Configuration));
        builder.Services.AddSingleton(services => SpaceProbes.OfFolder(services.GetRequiredService<EvidenceOptions>().Directory));
        builder.Services.AddSingleton<EvidenceStore>();
        builder.Services.AddHostedService<OrphanSweep>();
    }

    public static void MapEvidence(this WebApplication app)
    {
        app.For(Rights.WorkOnTasks).MapPost("/api/tasks/{id:guid}/evidence", UploadAsync).DisableAntiforgery()
            .Accepts<EvidenceForm>("multipart/form-data").Produces<EvidenceView>(201).WithSummary("Adds an evidence file, or a new version of one (who does the task)");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}/evidence", ListAsync).Produces<IReadOnlyList<EvidenceView>>()
            .WithSummary("Evidence files of a task with all versions, newest first");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}/evidence/{evidenceId:guid}", DownloadAsync)
            .Produces<Stream>(200, "application/octet-stream").WithSummary("The content of an evidence file, as a download");
        app.For(Rights.WorkOnTasks).MapPost("/api/tasks/{id:guid}/evidence/{evidenceId:guid}/withdraw", WithdrawAsync).Produces<EvidenceView>()
            .WithSummary("Withdraws an evidence file with a reason (who uploaded it, the unit's leader, who assigned the task)");
    }

    private static async Task<IResult> UploadAsync(
        Guid id, HttpRequest http, Caller caller, OrgUnitDirectory directory, TasksDb db, TaskChanges changes, EvidenceStore store,
        FileReading reading, TimeProvider time, CancellationToken stop)
    {
        // Before a single byte is stored for somebody who may not.
        var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        if (TaskActions.Refusal(TaskActions.Evidence, found.Value.Task, TaskRights.Of(caller, found.Value.Unit, found.Value.Task)) is { } refused)
            return refused.ToProblem();
        var read = await EvidenceUpload.ReadAsync(http, store, reading, stop);
        if (read.Failure is { } unreadable)
            return unreadable.ToProblem();
        var upload = read.Value;
        var now = time.GetUtcNow();
        store.Keep(upload.File, now);
        EvidenceRow? row = null;
        var result = await changes.RunAsync(
            id, TaskActions.Evidence, caller, ChangeRequest.Of(http, new { upload.Name, upload.File.Sha256 }),
            c =>
            {
                c.Task.EvidenceCount++;
                return new Change("evidence-added", upload.Name)
                {
                    Also = async (data, ct) =>
                    {
                        var last = await data.Evidence.Where(e => e.TaskId == id && e.Name == upload.Name).MaxAsync(e => (int?)e.Revision, ct) ?? 0;
                        data.Evidence.Add(row = new()
                        {
                            Id = Guid.CreateVersion7(now),
                            TaskId = id,
                            Name = upload.Name,
                            Revision = last + 1,
                            Sha256 = upload.File.Sha256,
                            Size = upload.File.Size,
                            ContentType = upload.ContentType,
                            Note = upload.Note,
                            By = caller.UserName,
                            At = now,
                        });
                        return null;
                    },
                };
            },
            stop);
        if (result.Failure is { } failure)
            return failure.ToProblem();
        // A repeated key: the file of the first time.
        row ??= await db.Evidence.AsNoTracking().Where(e => e.TaskId == id && e.Name == upload.Name && e.Sha256 == upload.File.Sha256).OrderByDescending(e => e.Revision).FirstAsync(stop);
        return Results.Created($"/api/tasks/{id}/evidence/{row.Id}", EvidenceView.Of(row));
    }

    private static async Task<IResult> ListAsync(Guid id, Caller caller, OrgUnitDirectory directory, TasksDb db, CancellationToken stop)
    {
        var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        var rows = await db.Evidence.AsNoTracking().Where(e => e.TaskId == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Revision).ToListAsync(stop);
        return Results.Ok(rows.ConvertAll(EvidenceView.Of));
    }

    private static async Task<IResult> DownloadAsync(
        Guid id, Guid evidenceId, HttpResponse http, Caller caller, OrgUnitDirectory directory, TasksDb db, EvidenceStore store, CancellationToken stop)
    {
        var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        if (await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == evidenceId && e.TaskId == id, stop) is not { } row)
            return NotThere().ToProblem();
        if (row.WithdrawnAt is not null)
            return new Failure(TaskErrors.Withdrawn, "Minh chứng này đã được rút lại.").ToProblem();
        if (store.Open(row.Sha256) is not { } content)
            return NotThere().ToProblem();
        http.Headers.XContentTypeOptions = "nosniff";
        http.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Headers.CacheControl = "private, no-cache";
        return Results.File(content, row.ContentType, row.Name, row.At, new EntityTagHeaderValue($"\"{row.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> WithdrawAsync(
        Guid id, Guid evidenceId, WithdrawInput input, HttpRequest http, Caller caller, TaskChanges changes, TimeProvider time, CancellationToken stop)
    {
        EvidenceRow? row = null;
        var result = await changes.RunAsync(
            id, TaskActions.Evidence, caller, ChangeRequest.Of(http, new { evidenceId, input.Reason }),
            c =>
            {
                var findings = new Findings();
                findings.Reason(input.Reason);
                if (findings.Failure is { } wrong)
                    return wrong;
                c.Task.EvidenceCount = Math.Max(0, c.Task.EvidenceCount - 1);
                return new Change("evidence-withdrawn", input.Reason)
                {
                    Also = async (data, ct) =>
                    {
                        row = await data.Evidence.SingleOrDefaultAsync(e => e.Id == evidenceId && e.TaskId == id, ct);
                        if (row is null)
                            return NotThere();
                        if (row.WithdrawnAt is not null)
                            return new Failure(TaskErrors.Withdrawn, "Minh chứng này đã được rút lại.");
                        if (row.By != caller.UserName && c.Rights is { Leads: false, Assigns: false })
                            return RequestErrors.NotAllowed("rút minh chứng do người khác nộp");
                        (row.WithdrawnBy, row.WithdrawnAt, row.WithdrawnReason) = (caller.UserName, time.GetUtcNow(), input.Reason);
                        return null;
                    },
                };
            },
            stop);
        return result.Failure is { } failure ? failure.ToProblem() : row is null ? Results.NoContent() : Results.Ok(EvidenceView.Of(row));
    }

    private static Failure NotThere() => new(TaskErrors.NoEvidence, "Không có minh chứng này.");
}

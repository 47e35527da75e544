using Platform.ServiceDefaults.Errors;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;

namespace Platform.Tasks.Evidence;

/// <summary>
/// The decisions about evidence files. A file of the same name is its next revision; what is withdrawn stays in the list.
/// </summary>
public static class DecideEvidence
{
    public static Result<TaskChange> Add(TaskCase c, EvidenceUpload.Upload upload)
    {
        c.Task.EvidenceCount++;
        return new TaskChange("evidence-added", upload.Name)
        {
            Shown = new()
            {
                Id = Guid.CreateVersion7(c.Now),
                TaskId = c.Task.Id,
                Name = upload.Name,
                Revision = c.Evidence.Where(e => e.Name == upload.Name).Select(e => e.Revision).DefaultIfEmpty().Max() + 1,
                Sha256 = upload.File.Sha256,
                Size = upload.File.Size,
                ContentType = upload.ContentType,
                Note = upload.Note,
                By = c.Caller.UserName,
                At = c.Now,
            },
        };
    }

    public static Result<TaskChange> Withdraw(TaskCase c, Guid evidence, string? reason)
    {
        var findings = new Findings();
        findings.Reason(reason);
        if (findings.Failure is { } wrong)
            return wrong;
        if (c.Evidence.FirstOrDefault(e => e.Id == evidence) is not { } row)
            return NotThere();
        if (row.WithdrawnAt is not null)
            return WithdrawnBefore();
        if (row.By != c.Caller.UserName && c.Rights is { Leads: false, Assigns: false })
            return RequestErrors.NotAllowed("rút minh chứng do người khác nộp");
        (row.WithdrawnBy, row.WithdrawnAt, row.WithdrawnReason) = (c.Caller.UserName, c.Now, reason);
        c.Task.EvidenceCount = Math.Max(0, c.Task.EvidenceCount - 1);
        return new TaskChange("evidence-withdrawn", reason);
    }

    public static Failure NotThere() => new(TaskErrors.NoEvidence, "Không có minh chứng này.");

    public static Failure WithdrawnBefore() => new(TaskErrors.Withdrawn, "Minh chứng này đã được rút lại.");
}

using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;

namespace Platform.Tasks.Waiting;

/// <summary>A task that cannot go on before the upper level has sent a document; while it waits it does not become overdue.</summary>
public static class WaitEndpoint
{
    /// <param name="Document">What is waited for, e.g. "Hướng dẫn của Sở Nội vụ về …".</param>
    public sealed record WaitInput(string? Document, string? Comment);

    public sealed record ResumeInput(string? Comment);

    public static void MapWaiting(this IEndpointRouteBuilder app)
    {
        app.For(Rights.WorkOnTasks).MapPost("wait", ([AsParameters] TaskScope task, WaitInput input) =>
                task.ChangeAsync(TaskActions.Wait, input, Decide))
            .WithSummary("Marks a task as waiting for a document of the upper level (who does the task)");
        app.For(Rights.WorkOnTasks).MapPost("resume", ([AsParameters] TaskScope task, ResumeInput input) =>
                task.ChangeAsync(TaskActions.Resume, input, Decide))
            .WithSummary("Goes on with a task that waited for the upper level (who does the task)");
    }

    public static Result<TaskChange> Decide(TaskCase c, WaitInput input)
    {
        var findings = new Findings();
        findings.Comment(input.Comment);
        if (string.IsNullOrWhiteSpace(input.Document))
            findings.Add("document", TaskErrors.BadDocument, "Cần ghi văn bản của cấp trên đang chờ.");
        findings.Name(input.Document, "document", TaskErrors.BadDocument, "Tên văn bản");
        if (findings.Failure is { } wrong)
            return wrong;
        c.Task.WaitingFor = input.Document!.Trim();
        return new TaskChange("waits", input.Comment)
        {
            Notices = [TaskNotices.ToAssigner(c, "waits", $"Chờ cấp trên: {c.Task.WaitingFor}", input.Comment ?? "")],
        };
    }

    public static Result<TaskChange> Decide(TaskCase c, ResumeInput input)
    {
        var findings = new Findings();
        findings.Comment(input.Comment);
        if (findings.Failure is { } wrong)
            return wrong;
        c.Task.WaitingFor = null;
        return new TaskChange("resumed", input.Comment);
    }
}

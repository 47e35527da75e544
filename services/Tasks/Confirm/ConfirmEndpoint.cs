using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;

namespace Platform.Tasks.Confirm;

/// <summary>Who assigned a task confirms that it is done, or sends it back with a reason.</summary>
public static class ConfirmEndpoint
{
    public sealed record ConfirmInput(string? Comment);

    public sealed record RejectInput(string? Reason);

    public static void MapConfirm(this IEndpointRouteBuilder app)
    {
        app.For(Rights.LeadTasks).MapPost("confirm", ([AsParameters] TaskScope task, ConfirmInput input) =>
                task.ChangeAsync(TaskActions.Confirm, input, Decide))
            .WithSummary("Confirms that a task is done (who assigned it)");
        app.For(Rights.LeadTasks).MapPost("reject", ([AsParameters] TaskScope task, RejectInput input) =>
                task.ChangeAsync(TaskActions.Reject, input, Decide))
            .WithSummary("Sends a task back that was reported done (who assigned it)");
    }

    public static Result<TaskChange> Decide(TaskCase c, ConfirmInput input)
    {
        var findings = new Findings();
        findings.Comment(input.Comment);
        if (findings.Failure is { } wrong)
            return wrong;
        c.Task.Confirmation = Confirmations.Confirmed;
        return new TaskChange("confirmed", input.Comment)
        {
            Notices = [TaskNotices.ToWorkers(c, "confirmed", "Đã xác nhận hoàn thành", input.Comment ?? "")],
        };
    }

    public static Result<TaskChange> Decide(TaskCase c, RejectInput input)
    {
        var findings = new Findings();
        findings.Reason(input.Reason);
        if (findings.Failure is { } wrong)
            return wrong;
        c.Task.Confirmation = Confirmations.Rejected;
        Undone.Make(c);
        return new TaskChange("rejected", input.Reason)
        {
            Notices = [TaskNotices.ToWorkers(c, "rejected", "Bị trả lại", input.Reason!, NoticeUrgency.Warning)],
        };
    }
}

using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Notices;
using Platform.Tasks.Rules;
using Platform.Tasks.View;

namespace Platform.Tasks.Confirm;

/// <summary>Who assigned a task confirms that it is done, or sends it back with a reason.</summary>
public static class ConfirmEndpoint
{
    public sealed record ConfirmInput(string? Comment);

    public sealed record RejectInput(string? Reason);

    public static void MapConfirm(this WebApplication app)
    {
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/confirm", async (
                Guid id, ConfirmInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.Confirm, caller, ChangeRequest.Of(http, input), c => Decide(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Confirms that a task is done (who assigned it)");
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/reject", async (
                Guid id, RejectInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.Reject, caller, ChangeRequest.Of(http, input), c => Decide(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Sends a task back that was reported done (who assigned it)");
    }

    public static Result<Change> Decide(TaskCase c, ConfirmInput input)
    {
        var findings = new Findings();
        findings.Comment(input.Comment);
        if (findings.Failure is { } wrong)
            return wrong;
        c.Task.Confirmation = Confirmations.Confirmed;
        return new Change("confirmed", input.Comment) { Notices = [TaskNotices.ToWorkers(c, "confirmed", "Đã xác nhận hoàn thành", input.Comment ?? "")] };
    }

    public static Result<Change> Decide(TaskCase c, RejectInput input)
    {
        var findings = new Findings();
        findings.Reason(input.Reason);
        if (findings.Failure is { } wrong)
            return wrong;
        c.Task.Confirmation = Confirmations.Rejected;
        Undone.Make(c);
        return new Change("rejected", input.Reason) { Notices = [TaskNotices.ToWorkers(c, "rejected", "Bị trả lại", input.Reason!, NoticeUrgency.Warning)] };
    }
}

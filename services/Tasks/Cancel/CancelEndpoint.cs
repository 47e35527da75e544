using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;

namespace Platform.Tasks.Cancel;

/// <summary>Who assigned a task cancels it, with its sub-tasks; reopening undoes it.</summary>
public static class CancelEndpoint
{
    public sealed record CancelInput(string? Reason);

    public static void MapCancel(this IEndpointRouteBuilder app) =>
        app.For(Rights.LeadTasks).MapPost("cancel", ([AsParameters] TaskScope task, CancelInput input) =>
                task.ChangeAsync(TaskActions.Cancel, input, Decide))
            .WithSummary("Cancels a task with a reason (who assigned it)");

    public static Result<TaskChange> Decide(TaskCase c, CancelInput input)
    {
        var findings = new Findings();
        findings.Reason(input.Reason);
        if (findings.Failure is { } wrong)
            return wrong;
        foreach (var task in c.Children.Prepend(c.Task))
        {
            (task.Cancelled, task.CancelReason) = (true, input.Reason);
            if (task == c.Task)
                continue;
            task.Version++;
            task.UpdatedAt = c.Now;
            TaskRules.Settle(task, [], [], c.Today);
        }
        if (c.Asked is { } asked)
        {
            (asked.State, asked.DecidedBy, asked.DecidedAt) = (ExtensionStates.Refused, c.Caller.UserName, c.Now);
            asked.Answer = "Nhiệm vụ bị hủy.";
        }
        c.Task.ExtensionPending = false;
        return new TaskChange("cancelled", input.Reason)
        {
            Notices = [TaskNotices.ToWorkers(c, "cancelled", "Bị hủy", input.Reason!, NoticeUrgency.Warning)],
        };
    }
}

using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Notices;
using Platform.Tasks.Rules;
using Platform.Tasks.View;

namespace Platform.Tasks.Cancel;

/// <summary>Who assigned a task cancels it, with its sub-tasks; reopening undoes it.</summary>
public static class CancelEndpoint
{
    public sealed record CancelInput(string? Reason);

    public static void MapCancel(this WebApplication app) =>
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/cancel", async (
                Guid id, CancelInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.Cancel, caller, ChangeRequest.Of(http, input), c => Decide(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Cancels a task with a reason (who assigned it)");

    public static Result<Change> Decide(TaskCase c, CancelInput input)
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
            (asked.State, asked.DecidedBy, asked.DecidedAt, asked.Answer) = (ExtensionStates.Refused, c.Caller.UserName, c.Now, "Nhiệm vụ bị hủy.");
        c.Task.ExtensionPending = false;
        return new Change("cancelled", input.Reason) { Notices = [TaskNotices.ToWorkers(c, "cancelled", "Bị hủy", input.Reason!, NoticeUrgency.Warning)] };
    }
}

using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;

namespace Platform.Tasks.Reopen;

/// <summary>A task that is done, or was cancelled by hand, is opened again by who assigned it.</summary>
public static class ReopenEndpoint
{
    public sealed record ReopenInput(string? Reason);

    public static void MapReopen(this IEndpointRouteBuilder app) =>
        app.For(Rights.LeadTasks).MapPost("reopen", ([AsParameters] TaskScope task, ReopenInput input) =>
                task.ChangeAsync(TaskActions.Reopen, input, Decide))
            .WithSummary("Reopens a task that is done or was cancelled by hand (who assigned it)");

    public static Result<TaskChange> Decide(TaskCase c, ReopenInput input)
    {
        var findings = new Findings();
        findings.Reason(input.Reason);
        if (findings.Failure is { } wrong)
            return wrong;
        if (c.Task.Cancelled)
        {
            (c.Task.Cancelled, c.Task.CancelReason) = (false, null);
        }
        else
        {
            c.Task.Confirmation = Confirmations.None;
            Undone.Make(c);
        }
        return new TaskChange("reopened", input.Reason)
        {
            Notices = [TaskNotices.ToWorkers(c, "reopened", "Được mở lại", input.Reason!, NoticeUrgency.Warning)],
        };
    }
}

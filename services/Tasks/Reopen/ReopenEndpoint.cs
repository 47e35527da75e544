using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Confirm;
using Platform.Tasks.Notices;
using Platform.Tasks.Rules;
using Platform.Tasks.View;

namespace Platform.Tasks.Reopen;

/// <summary>A task that is done, or was cancelled by hand, is opened again by who assigned it.</summary>
public static class ReopenEndpoint
{
    public sealed record ReopenInput(string? Reason);

    public static void MapReopen(this WebApplication app) =>
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/reopen", async (
                Guid id, ReopenInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.Reopen, caller, ChangeRequest.Of(http, input), c => Decide(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Reopens a task that is done or was cancelled by hand (who assigned it)");

    public static Result<Change> Decide(TaskCase c, ReopenInput input)
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
        return new Change("reopened", input.Reason) { Notices = [TaskNotices.ToWorkers(c, "reopened", "Được mở lại", input.Reason!, NoticeUrgency.Warning)] };
    }
}

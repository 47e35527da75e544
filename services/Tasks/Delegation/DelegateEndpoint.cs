using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;

namespace Platform.Tasks.Delegation;

/// <summary>The unit's leader gives a task to an office, an official, or takes it back from both (phân công).</summary>
public static class DelegateEndpoint
{
    /// <param name="Office">Code of an office of the unit; null for none.</param>
    /// <param name="Assignee">User name of an official; null for none.</param>
    /// <param name="NeedsConfirmation">Whether the leader wants to confirm that it is done; absent: as it was. Of an assignment the city
    /// decides.</param>
    public sealed record AssignInput(string? Office, string? Assignee, bool? NeedsConfirmation, string? Comment);

    public static void MapDelegate(this IEndpointRouteBuilder app) =>
        app.For(Rights.LeadTasks).MapPost("assign", ([AsParameters] TaskScope task, AssignInput input) =>
                task.ChangeAsync(TaskActions.Assign, input, Decide))
            .WithSummary("Gives a task to an office or an official (the unit's leader)");

    public static Result<TaskChange> Decide(TaskCase c, AssignInput input)
    {
        var findings = new Findings();
        findings.Comment(input.Comment);
        findings.Worker(input.Office, input.Assignee, c.Offices);
        if (findings.Failure is { } wrong)
            return wrong;
        (c.Task.AssigneeOffice, c.Task.AssigneeUser) = (Findings.Given(input.Office), Findings.Given(input.Assignee));
        if (input.NeedsConfirmation is { } needs && c.Rights.Assigns && c.Task.CompletedOn is null)
            c.Task.NeedsConfirmation = needs;
        return new TaskChange("assigned", input.Comment)
        {
            Notices = c.Task is { AssigneeOffice: null, AssigneeUser: null }
                ? []
                : [TaskNotices.ToWorkers(c, "assigned", "Được giao", input.Comment ?? "")],
        };
    }
}

using Platform.ServiceDefaults.Security;

namespace Platform.Tasks.Assignments;

/// <summary>What the city does with all tasks of an assignment that are still open: cancel, move the due date, remind.</summary>
public static class ManageAssignmentsEndpoint
{
    public sealed record CancelInput(string? Reason);

    public sealed record DeadlineInput(DateOnly? DueOn, string? Reason);

    public sealed record RemindInput(string? Message);

    public static void MapManageAssignments(this IEndpointRouteBuilder app)
    {
        var assignment = app.MapGroup("/api/tasks/assignments/{id:guid}").For(Rights.ManageAssignment);
        assignment.MapPost("cancel", ([AsParameters] AssignmentScope scope, CancelInput input) =>
                scope.ChangeAsync("cancelled", input, DecideAssignmentChange.Cancel))
            .WithSummary("Cancels an assignment and its open tasks (city-admin)");
        assignment.MapPost("deadline", ([AsParameters] AssignmentScope scope, DeadlineInput input) =>
                scope.ChangeAsync("deadline-changed", input, DecideAssignmentChange.MoveDue))
            .WithSummary("Sets another due date for all open tasks of an assignment (city-admin)");
        assignment.MapPost("remind", ([AsParameters] AssignmentScope scope, RemindInput input) =>
                scope.ChangeAsync("reminded", input, DecideAssignmentChange.Remind))
            .WithSummary("Reminds every commune whose task is still open (city-admin)");
    }
}

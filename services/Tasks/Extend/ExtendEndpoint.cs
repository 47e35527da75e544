using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;

namespace Platform.Tasks.Extend;

/// <summary>Asking for a later due date (xin gia hạn), granting it, refusing it, or giving it unasked.</summary>
public static class ExtendEndpoint
{
    /// <param name="DueOn">The date asked for, later than the one that counts.</param>
    /// <param name="Occurrence">Written due date of the occurrence; absent: the earliest still open.</param>
    public sealed record AskInput(DateOnly? DueOn, string? Reason, DateOnly? Occurrence);

    /// <param name="DueOn">The date granted; absent: the one asked for. A day off moves to the next working day.</param>
    public sealed record GrantInput(DateOnly? DueOn, string? Comment);

    public sealed record RefuseInput(string? Reason);

    public static void MapExtensions(this IEndpointRouteBuilder app)
    {
        app.For(Rights.WorkOnTasks).MapPost("extension", ([AsParameters] TaskScope task, AskInput input) =>
                task.ChangeAsync(TaskActions.AskExtension, input, DecideExtension.Ask))
            .WithSummary("Asks for a later due date (who does the task)");
        app.For(Rights.LeadTasks).MapPost("extension/grant", ([AsParameters] TaskScope task, GrantInput input) =>
                task.ChangeAsync(TaskActions.GrantExtension, input, DecideExtension.Grant))
            .WithSummary("Grants the extension asked for, with the same or another date (who assigned the task)");
        app.For(Rights.LeadTasks).MapPost("extension/refuse", ([AsParameters] TaskScope task, RefuseInput input) =>
                task.ChangeAsync(TaskActions.RefuseExtension, input, DecideExtension.Refuse))
            .WithSummary("Refuses the extension asked for (who assigned the task)");
        app.For(Rights.LeadTasks).MapPost("extend", ([AsParameters] TaskScope task, AskInput input) =>
                task.ChangeAsync(TaskActions.Extend, input, DecideExtension.Give))
            .WithSummary("Sets a later due date unasked (who assigned the task)");
    }
}

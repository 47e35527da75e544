using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Rules;
using Platform.Tasks.View;

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

    public static void MapExtensions(this WebApplication app)
    {
        app.For(Rights.WorkOnTasks).MapPost("/api/tasks/{id:guid}/extension", async (
                Guid id, AskInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.AskExtension, caller, ChangeRequest.Of(http, input), c => DecideExtension.Ask(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Asks for a later due date (who does the task)");
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/extension/grant", async (
                Guid id, GrantInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.GrantExtension, caller, ChangeRequest.Of(http, input), c => DecideExtension.Grant(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Grants the extension asked for, with the same or another date (who assigned the task)");
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/extension/refuse", async (
                Guid id, RefuseInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.RefuseExtension, caller, ChangeRequest.Of(http, input), c => DecideExtension.Refuse(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Refuses the extension asked for (who assigned the task)");
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/extend", async (
                Guid id, AskInput input, HttpRequest http, Caller caller, TaskChanges changes, CancellationToken stop) =>
                (await changes.RunAsync(id, TaskActions.Extend, caller, ChangeRequest.Of(http, input), c => DecideExtension.Give(c, input), stop)).ToAnswer(http))
            .Produces<TaskView>().WithSummary("Sets a later due date unasked (who assigned the task)");
    }
}

using Platform.Plans.Amend;
using Platform.Plans.Content;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Way;

/// <param name="Reason">Required.</param>
public sealed record ReasonInput(string? Reason);

/// <summary>The steps of a plan after it is written: submit, recall, return, approve, issue, amend, close, reopen; a draft can be discarded instead.</summary>
public static class StepEndpoints
{
    public static void MapSteps(this WebApplication app)
    {
        Simple(app, "submit", PlanStep.Submit, "Submits a draft or returned plan for approval (officer, leader, city-admin)");
        Simple(app, "recall", PlanStep.Recall, "Takes a submitted plan back to draft (officer, leader, city-admin)");
        Simple(app, "approve", PlanStep.Approve, "Approves a submitted plan (leader, city-admin)");
        app.For(Rights.DecidePlans).MapPost("/api/plans/{id:guid}/return", (
            Guid id, ReturnInput input, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
                ReturnAsync(id, input, seen, store, views, stop)).Produces<PlanView>()
            .WithSummary("Returns a submitted or approved plan with a message and reasons per item (leader, city-admin)");
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/issue", async (
            Guid id, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
                await views.AnswerAsync(await IssuePlan.RunAsync(store, id, seen, stop), stop)).Produces<PlanView>()
            .WithSummary("Issues an approved plan (leader, city-admin), or a draft at once (the short way)")
            .WithDescription("Answers the plan in force: for an amendment that is the plan it amends. Issuing again answers the same plan.");
        Reasoned(app, "close", PlanStep.Close, "Closes an issued plan, with a reason (leader, city-admin)");
        Reasoned(app, "reopen", PlanStep.Reopen, "Opens a closed plan again within 90 days, with a reason (leader, city-admin)");
        app.For(Rights.WritePlans).MapDelete("/api/plans/{id:guid}", DiscardAsync).Produces(204).WithSummary("Discards a draft or returned plan");
    }

    private static void Simple(WebApplication app, string verb, PlanStep step, string summary) =>
        app.For(PlanWay.RightFor(step)).MapPost($"/api/plans/{{id:guid}}/{verb}", async (
            Guid id, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
            await views.AnswerAsync(
                await store.StepAsync(id, step, seen, (file, next) => Move(store, file.Row, step, next, verb, null), stop), stop))
            .Produces<PlanView>().WithSummary(summary);

    private static void Reasoned(WebApplication app, string verb, PlanStep step, string summary) =>
        app.For(PlanWay.RightFor(step)).MapPost($"/api/plans/{{id:guid}}/{verb}", async (
            Guid id, ReasonInput input, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
            await views.AnswerAsync(
                await store.StepAsync(
                    id, step, seen,
                    (file, next) => ReturnedWith.ReadReason(input.Reason) is var reason && reason.Failure is { } missing ? missing : Move(store, file.Row, step, next, verb, reason.Value),
                    stop), stop))
            .Produces<PlanView>().WithSummary(summary);

    private static Result<PlanRow> Move(PlanStore store, PlanRow plan, PlanStep step, string next, string verb, string? message)
    {
        // Who decides should not be asked to decide about a plan that cannot be issued.
        if (step == PlanStep.Submit && IssuePlan.Obstacles(plan) is { Count: > 0 } errors)
            return new Failure(PlanErrors.NotIssuable, $"Còn {errors.Count} chỗ phải hoàn thiện trước khi trình.", errors);
        plan.State = next;
        if (step is PlanStep.Submit or PlanStep.Approve)
            plan.ReturnedWith = null;
        plan.ClosedAt = step == PlanStep.Close ? store.Now : null;
        store.Touch(plan, verb, message);
        return plan;
    }

    private static async Task<IResult> ReturnAsync(
        Guid id, ReturnInput input, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
        await views.AnswerAsync(
            await store.StepAsync(
                id, PlanStep.Return, seen,
                (file, next) =>
                {
                    var returned = ReturnedWith.Read(input, PlanContent.FromJson(file.Row.Content).WithIds(id), store.Caller.UserName, store.Now);
                    if (returned.Failure is { } wrong)
                        return wrong;
                    file.Row.State = next;
                    file.Row.ReturnedWith = returned.Value.ToJson();
                    store.Touch(file.Row, "return", returned.Value.Message);
                    return file.Row;
                },
                stop), stop);

    private static async Task<IResult> DiscardAsync(Guid id, Precondition seen, PlanStore store, CancellationToken stop)
    {
        var result = await store.StepAsync(
            id, PlanStep.Discard, seen,
            async (file, _) =>
            {
                if (file.Row.AmendsId is { } amends)
                    await AmendEndpoint.DropAsync(store, amends, stop);
                store.Db.Answers.RemoveRange(store.Db.Answers.Where(a => a.PlanId == id));
                store.Db.History.RemoveRange(store.Db.History.Where(h => h.PlanId == id));
                store.Db.Plans.Remove(file.Row);
                return file.Row;
            },
            stop);
        return result.ToHttp(_ => Results.NoContent());
    }
}

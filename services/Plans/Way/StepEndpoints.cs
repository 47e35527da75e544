using Platform.Plans.Amend;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Way;

/// <param name="Reason">Required.</param>
public sealed record ReasonInput(string? Reason);

/// <summary>
/// The steps of a plan after it is written: submit, recall, return, approve, issue, amend, close, reopen; a draft can be discarded instead.
/// </summary>
public static class StepEndpoints
{
    public static void MapSteps(this WebApplication app)
    {
        Simple(app, "submit", PlanStep.Submit, "Submits a draft or returned plan for approval (officer, leader, city-admin)");
        Simple(app, "recall", PlanStep.Recall, "Takes a submitted plan back to draft (officer, leader, city-admin)");
        Simple(app, "approve", PlanStep.Approve, "Approves a submitted plan (leader, city-admin)");
        app.For(Rights.DecidePlans).MapPost("/api/plans/{id:guid}/return", ([AsParameters] PlanScope plan, ReturnInput input) =>
                plan.StepAsync(PlanStep.Return, plan.Request(input), (file, next) => Return(plan.Store, file.Row, input, next)))
            .WithSummary("Returns a submitted or approved plan with a message and reasons per item (leader, city-admin)");
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/issue", async ([AsParameters] PlanScope plan) =>
                await plan.AnswerAsync(await IssuePlan.RunAsync(plan.Store, plan.Id, plan.Request(), plan.Stop)))
            .WithSummary("Issues an approved plan (leader, city-admin), or a draft at once (the short way)")
            .WithDescription(
                "Answers the plan in force: for an amendment that is the plan it amends. Issuing again answers the same plan.");
        Reasoned(app, "close", PlanStep.Close, "Closes an issued plan, with a reason (leader, city-admin)");
        Reasoned(app, "reopen", PlanStep.Reopen, "Opens a closed plan again within 90 days, with a reason (leader, city-admin)");
        app.For(Rights.WritePlans).MapDelete("/api/plans/{id:guid}", DiscardAsync).WithSummary("Discards a draft or returned plan");
    }

    private static void Simple(WebApplication app, string verb, PlanStep step, string summary) =>
        app.For(PlanWay.RightFor(step)).MapPost($"/api/plans/{{id:guid}}/{verb}", ([AsParameters] PlanScope plan) =>
                plan.StepAsync(step, plan.Request(), (file, next) => Move(plan.Store, file.Row, step, next, verb, null)))
            .WithSummary(summary);

    private static void Reasoned(WebApplication app, string verb, PlanStep step, string summary) =>
        app.For(PlanWay.RightFor(step)).MapPost($"/api/plans/{{id:guid}}/{verb}", ([AsParameters] PlanScope plan, ReasonInput input) =>
                plan.StepAsync(step, plan.Request(input), (file, next) =>
                    ReturnedWith.ReadReason(input.Reason).Then(reason => Move(plan.Store, file.Row, step, next, verb, reason))))
            .WithSummary(summary);

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

    private static Result<PlanRow> Return(PlanStore store, PlanRow plan, ReturnInput input, string next) =>
        ReturnedWith.Read(input, PlanContent.FromJson(plan.Content).WithIds(plan.Id), store.Caller.UserName, store.Now).Then(returned =>
        {
            (plan.State, plan.ReturnedWith) = (next, returned.ToJson());
            store.Touch(plan, "return", returned.Message);
            return plan;
        });

    private static async Task<EmptyAnswer> DiscardAsync([AsParameters] PlanScope plan) => EmptyAnswer.Of(await plan.Store.StepAsync<Guid>(
        plan.Id, PlanStep.Discard, plan.Request(),
        async (file, _) =>
        {
            var db = plan.Store.Db;
            if (file.Row.AmendsId is { } amends)
                await AmendEndpoint.DropAsync(plan.Store, amends, plan.Stop);
            db.Answers.RemoveRange(db.Answers.Where(a => a.PlanId == plan.Id));
            db.History.RemoveRange(db.History.Where(h => h.PlanId == plan.Id));
            db.Plans.Remove(file.Row);
            return file.Row.Id;
        },
        gone => gone, gone => Task.FromResult<Result<Guid>>(gone), plan.Stop));
}

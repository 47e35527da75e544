using Microsoft.AspNetCore.Mvc;
using Platform.Plans.Answers;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.Plans.Changes;

/// <summary>
/// The plan that an address names, within the caller's scope, and what the request says beside its body. Bound as one parameter.
/// </summary>
/// <param name="Seen">The version that the caller has seen (If-Match).</param>
public sealed record PlanScope(
    [FromRoute(Name = "id")] Guid Id, Precondition Seen, IdempotencyKey Key, PlanStore Store, PlanViews Views, HttpResponse Response,
    CancellationToken Stop)
{
    public async Task<Answer<T>> ShowAsync<T>(Func<FoundPlan, Result<T>> show) where T : notnull =>
        (await Store.FindAsync(Id, Stop)).Then(show);

    public async Task<Answer<T>> ReadAsync<T>(Func<FoundPlan, Task<Result<T>>> read) where T : notnull =>
        await (await Store.FindAsync(Id, Stop)).ThenAsync(read);

    /// <summary>Asked once it is known that the request is no repetition.</summary>
    public Failure? MustBeAsSeen(PlanRow plan) => Seen.Holds(plan.Version) ? null : PlanStore.Conflict(plan.Version, Seen);

    /// <param name="input">What is asked for, to tell a repeated request from another one.</param>
    /// <param name="version">Seen version that stands in the body.</param>
    public ChangeRequest Request(object? input = null, long? version = null) => ChangeRequest.Of(Seen.And(version), Key, input);

    /// <summary>Takes a step of the plan's way and answers the plan as it is then.</summary>
    /// <param name="change">Alters the row; told the state that the step leads to.</param>
    public Task<Answer<PlanView>> StepAsync(PlanStep step, ChangeRequest request, Func<FoundPlan, string, Result<PlanRow>> change) =>
        StepAsync(step, request, (file, next) => Task.FromResult(change(file, next)));

    public async Task<Answer<PlanView>> StepAsync(PlanStep step, ChangeRequest request, Func<FoundPlan, string, Task<Result<PlanRow>>> change) =>
        await AnswerAsync(await Store.StepAsync(Id, step, request, change, Stop));

    /// <summary>The plan with its version as ETag.</summary>
    public async Task<Answer<PlanView>> AnswerAsync(Result<PlanRow> changed)
    {
        var view = await Views.OfAsync(changed, Stop);
        if (view.Failure is null)
            Response.Headers.ETag = Precondition.TagOf(view.Value.Version);
        return view;
    }
}

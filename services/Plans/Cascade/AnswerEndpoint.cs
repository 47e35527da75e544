using Platform.Plans.Content;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.Plans.Way;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Cascade;

/// <param name="Row">The target or task of the plan.</param>
/// <param name="Item">The item handed down.</param>
/// <param name="Answers">false takes the link back; true when absent.</param>
public sealed record AnswerInput(Guid? Row, Guid? Item, bool? Answers);

/// <param name="Items">Items handed down to the unit, to be copied as rows of the plan.</param>
public sealed record AdoptInput(IReadOnlyList<Guid>? Items);

/// <summary>Confirms that a row answers an item from above, or copies items into a draft. A link changes nothing of what the plan says, so an issued plan takes it too.</summary>
public static class AnswerEndpoint
{
    public static void MapAnswers(this WebApplication app)
    {
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/answers", AnswerAsync)
            .WithSummary("Says that a row of the plan answers an item from above, or that it does not (officer, leader, city-admin)");
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/adopt", AdoptAsync)
            .WithSummary("Copies items from above into a draft as rows that answer them (officer, leader, city-admin)");
    }

    private static async Task<Answer<PlanView>> AnswerAsync(
        Guid id, AnswerInput input, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
        await views.AnswerAsync(
            await store.StepAsync(
                id, PlanStep.Answer, seen,
                async (file, _) =>
                {
                    var content = PlanContent.FromJson(file.Row.Content).WithIds(id);
                    var assigned = await CascadedItems.AssignedAsync(store.Db, file.Row.OrgUnit, stop);
                    var linked = Links.Set(content, input, assigned);
                    if (linked.Failure is { } wrong)
                        return wrong;
                    await store.SetContentAsync(file.Row, linked.Value, stop);
                    await FollowAsync(store, file.Row, input, assigned, stop);
                    store.Touch(file.Row, "answer");
                    return file.Row;
                },
                stop), stop);

    /// <summary>An open amendment has the row too; without the link there it would be lost when the amendment is issued.</summary>
    private static async Task FollowAsync(PlanStore store, PlanRow plan, AnswerInput input, IReadOnlySet<Guid> assigned, CancellationToken stop)
    {
        if (plan.AmendmentId is not { } id || await store.Db.Plans.FindAsync([id], stop) is not { } amendment)
            return;
        if (Links.Set(PlanContent.FromJson(amendment.Content).WithIds(plan.Id), input, assigned) is not { Failure: null } linked)
            return;
        await store.SetContentAsync(amendment, linked.Value, stop);
        store.Touch(amendment, "answer");
    }

    private static async Task<Answer<PlanView>> AdoptAsync(
        Guid id, AdoptInput input, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop) =>
        await views.AnswerAsync(
            await store.StepAsync(
                id, PlanStep.Edit, seen,
                async (file, _) =>
                {
                    var handed = (await CascadedEndpoint.ReadAsync(store.Db, file.Row.OrgUnit, stop)).Items.ToDictionary(i => i.Id);
                    var adopted = Links.Adopt(PlanContent.FromJson(file.Row.Content).WithIds(id), file.Row.PlanPeriod, input, handed);
                    if (adopted.Failure is { } wrong)
                        return wrong;
                    await store.SetContentAsync(file.Row, adopted.Value, stop);
                    store.Touch(file.Row, "adopt");
                    return file.Row;
                },
                stop), stop);
}

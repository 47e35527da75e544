using Platform.Plans.Answers;
using Platform.Plans.Changes;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Cascade;

/// <param name="Row">The target or task of the plan.</param>
/// <param name="Item">The item handed down.</param>
/// <param name="Answers">false takes the link back; true when absent.</param>
public sealed record AnswerInput(Guid? Row, Guid? Item, bool? Answers);

/// <param name="Items">Items handed down to the unit, to be copied as rows of the plan.</param>
public sealed record AdoptInput(IReadOnlyList<Guid>? Items);

/// <summary>
/// Confirms that a row answers an item from above, or copies items into a draft. A link changes nothing of what the plan says, so an issued
/// plan takes it too.
/// </summary>
public static class AnswerEndpoint
{
    public static void MapAnswers(this WebApplication app)
    {
        var plan = app.MapGroup("/api/plans/{id:guid}").For(Rights.WritePlans);
        plan.MapPost("answers", AnswerAsync)
            .WithSummary("Says that a row of the plan answers an item from above, or that it does not (officer, leader, city-admin)");
        plan.MapPost("adopt", AdoptAsync)
            .WithSummary("Copies items from above into a draft as rows that answer them (officer, leader, city-admin)");
    }

    private static Task<Answer<PlanView>> AnswerAsync([AsParameters] PlanScope plan, AnswerInput input) =>
        plan.StepAsync(PlanStep.Answer, plan.Request(input), async (file, _) =>
    {
        var (store, row) = (plan.Store, file.Row);
        var assigned = await CascadedItems.AssignedAsync(store.Db, row.OrgUnit, plan.Stop);
        return await Links.Set(PlanContent.FromJson(row.Content).WithIds(row.Id), input, assigned).ThenAsync<PlanRow>(async linked =>
        {
            await store.SetContentAsync(row, linked, plan.Stop);
            await FollowAsync(store, row, input, assigned, plan.Stop);
            store.Touch(row, "answer");
            return row;
        });
    });

    /// <summary>An open amendment has the row too; without the link there it would be lost when the amendment is issued.</summary>
    private static async Task FollowAsync(
        PlanStore store, PlanRow plan, AnswerInput input, IReadOnlySet<Guid> assigned, CancellationToken stop)
    {
        if (plan.AmendmentId is not { } id || await store.Db.Plans.FindAsync([id], stop) is not { } amendment)
            return;
        if (Links.Set(PlanContent.FromJson(amendment.Content).WithIds(plan.Id), input, assigned) is not { Failure: null } linked)
            return;
        await store.SetContentAsync(amendment, linked.Value, stop);
        store.Touch(amendment, "answer");
    }

    private static Task<Answer<PlanView>> AdoptAsync([AsParameters] PlanScope plan, AdoptInput input) =>
        plan.StepAsync(PlanStep.Edit, plan.Request(input), async (file, _) =>
    {
        var (store, row) = (plan.Store, file.Row);
        var handed = (await CascadedEndpoint.ReadAsync(store.Db, row.OrgUnit, plan.Stop)).Items.ToDictionary(i => i.Id);
        var content = PlanContent.FromJson(row.Content).WithIds(row.Id);
        return await Links.Adopt(content, row.PlanPeriod, input, handed).ThenAsync<PlanRow>(async adopted =>
        {
            await store.SetContentAsync(row, adopted, plan.Stop);
            store.Touch(row, "adopt");
            return row;
        });
    });
}

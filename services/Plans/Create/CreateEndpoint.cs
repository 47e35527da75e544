using System.Text.Json;
using Platform.Plans.Answers;
using Platform.Plans.Cascade;
using Platform.Plans.Changes;
using Platform.Plans.Model;
using Platform.Plans.Revise;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Create;

/// <param name="OrgUnit">Official code of the unit whose plan it is.</param>
/// <param name="Plan">What is known of it already; may be absent.</param>
public sealed record CreateInput(string? OrgUnit, string? Title, string? Period, PlanInput? Plan);

/// <summary>Starts a plan by hand, without a document.</summary>
public static class CreateEndpoint
{
    public static void MapCreate(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPost("/api/plans", CreateAsync).WithSummary("Starts a plan by hand: a draft without a document");

    private static async Task<CreatedAnswer<PlanView>> CreateAsync(
        CreateInput input, IdempotencyKey key, PlanStore store, PlanViews views, OrgUnitDirectory directory, CancellationToken stop)
    {
        var unit = await UnitAccess.WritableAsync(directory, input.OrgUnit ?? "", store.Caller, stop);
        var made = await unit.ThenAsync<PlanRow>(async own =>
        {
            var items = await CascadedItems.AssignedAsync(store.Db, own.Code, stop);
            return DecideRevision.Of(PlanContent.Empty, null, PlanOf(input, own), items, store.Caller.UserName, store.Now)
                .Then(plan => plan.ToRow(own.Code, store.Caller.UserName, store.Now));
        });
        var request = JsonSerializer.Serialize(input, PlatformJson.Options);
        return await views.CreatedAsync(await made.ThenAsync(row => store.AddAsync(row, "created", key, "create", request, stop)), stop);
    }

    private static PlanInput PlanOf(CreateInput input, OrgUnitInfo unit)
    {
        var plan = input.Plan ?? new(null, null, null, null, null, null, null, null, null, null);
        return plan with
        {
            Title = input.Title ?? plan.Title ?? $"Kế hoạch cải cách hành chính {unit.FullName}",
            Period = input.Period ?? plan.Period,
        };
    }
}

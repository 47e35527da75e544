using Platform.Plans.Answers;
using Platform.Plans.Changes;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Copy;

/// <param name="Period">Code of the new plan's period.</param>
public sealed record CopyInput(string? Period);

/// <summary>Starts the plan of another period from one there is.</summary>
public static class CopyEndpoint
{
    public static void MapCopy(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/copy", CopyAsync)
            .WithSummary("Copies a plan into a draft for another period (officer, leader, city-admin)")
            .WithDescription(
                "Years in deadlines and texts move with the period, the decision is emptied; findings say what must be looked at.");

    private static async Task<CreatedAnswer<PlanView>> CopyAsync([AsParameters] PlanScope plan, CopyInput input)
    {
        var store = plan.Store;
        var found = (await store.FindAsync(plan.Id, plan.Stop))
            .Then<FoundPlan>(file => Rights.WritePlans.Refusal(store.Caller, file.Unit) is { } refusal ? refusal : file);
        store.Db.ChangeTracker.Clear();
        var stored = await found.ThenAsync(file => CopyPlan.Of(file.Row, input.Period).ThenAsync(copy => store.AddAsync(
            copy.ToRow(file.Unit.Code, store.Caller.UserName, store.Now), "copied", plan.Key, "copy", $"{plan.Id} {input.Period}", plan.Stop,
            plan.MustBeAsSeen(file.Row))));
        return await plan.Views.CreatedAsync(stored, plan.Stop);
    }
}

using Platform.Plans.Answers;
using Platform.Plans.Checks;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Changes;

/// <summary>A plan as its caller sees it: with the findings that other plans give rise to, and what the caller may do.</summary>
public sealed class PlanViews(PlanStore store, OrgUnitDirectory directory)
{
    public async Task<PlanView> OfAsync(PlanRow row, CancellationToken stop)
    {
        var unit = (await directory.GetAsync(stop)).ByCode[row.OrgUnit];
        IReadOnlyList<FindingView> found = row.IsSettled ? [] : await OtherPlans.FindAsync(store.Db, row, stop);
        return PlanView.Of(row, PlanRights.Of(store.Caller, unit), found, store.Now);
    }

    public Task<Result<PlanView>> OfAsync(Result<PlanRow> row, CancellationToken stop) =>
        row.ThenAsync<PlanView>(async plan => await OfAsync(plan, stop));

    public async Task<CreatedAnswer<PlanView>> CreatedAsync(Result<PlanRow> made, CancellationToken stop) =>
        CreatedAnswer<PlanView>.At(await OfAsync(made, stop), plan => $"/api/plans/{plan.Id}");
}

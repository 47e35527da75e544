using Microsoft.EntityFrameworkCore;
using Platform.Plans.Answers;
using Platform.Plans.Cascade;
using Platform.Plans.Changes;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Revise;

/// <summary>
/// Saves a person's corrections to a draft or returned plan. A change based on an older version (If-Match or <c>version</c>) is refused, so
/// that nobody overwrites a colleague unseen.
/// </summary>
public static class ReviseEndpoint
{
    public static void MapRevise(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPut("/api/plans/{id:guid}", ReviseAsync)
            .WithSummary("Saves corrections to a draft or returned plan (officer, leader, city-admin)")
            .WithDescription(
                "The whole plan as the view shows it. All mistakes at once with their paths; with one of them nothing is stored. "
                + "PLN-0008 tells both versions.");

    private static Task<Answer<PlanView>> ReviseAsync([AsParameters] PlanScope plan, PlanInput input) =>
        plan.StepAsync(PlanStep.Edit, plan.Request(input, input.Version), async (file, _) =>
        {
            var (row, store) = (file.Row, plan.Store);
            var items = await CascadedItems.AssignedAsync(store.Db, row.OrgUnit, plan.Stop);
            var before = PlanContent.FromJson(row.Content).WithIds(row.Id);
            var revised = DecideRevision.Of(before, row.PlanPeriod, input, items, store.Caller.UserName, store.Now);
            return await revised.ThenAsync<PlanRow>(async to =>
            {
                (row.Title, row.Period, row.From, row.To) = (to.Title, to.Period, to.From, to.To);
                await store.SetContentAsync(row, to.Content, plan.Stop);
                await TouchAsync(store, row, plan.Stop);
                return row;
            });
        });

    /// <summary>Saves that follow one another by the same person are one entry of the history.</summary>
    private static async Task TouchAsync(PlanStore store, PlanRow row, CancellationToken stop)
    {
        var last = await store.Db.History.Where(h => h.PlanId == row.Id).OrderByDescending(h => h.Id).FirstOrDefaultAsync(stop);
        if (last?.Action == "saved" && last.By == store.Caller.UserName)
            store.Db.History.Remove(last);
        store.Touch(row, "saved");
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Cascade;

/// <summary>Handing targets and tasks of a plan of the city (or the nation) down to the communes, and taking them back.</summary>
public static class CascadeEndpoint
{
    public static void MapCascade(this WebApplication app)
    {
        var plans = app.MapGroup("/api/plans/{id:guid}");
        plans.For(Rights.HandDownPlans).MapPost("cascade", HandDownAsync)
            .WithSummary("Hands items of an issued plan down to communes in one step (city-admin)")
            .WithDescription("items (all when absent) to units, block or all. Doing it again hands down only what is not there yet.");
        plans.For(Rights.HandDownPlans).MapPost("cascade/withdraw", WithdrawAsync)
            .WithSummary("Takes items back from communes (city-admin)")
            .WithDescription("The same choice as for handing down. Rows that communes made from them stay in their plans.");
        plans.For(Rights.ReadUnit).MapGet("cascade", ([AsParameters] PlanScope plan) =>
                CityViewAsync(plan, (file, db) => CascadeViews.ItemsAsync(db, file.Row, plan.Stop)))
            .WithSummary("Per item: to how many communes it was handed down, how many answer it, how many lack it");
        plans.For(Rights.ReadUnit).MapGet("cascade/{item:guid}", ([AsParameters] PlanScope plan, Guid item, OrgUnitDirectory directory) =>
                CityViewAsync(plan, async (file, db) =>
                    await CascadeViews.UnitsAsync(db, file.Row, item, await directory.GetAsync(plan.Stop), plan.Stop)))
            .WithSummary("Per commune: whether it answers the item");
    }

    // Who may only read the plan from below does not see how others answer it.
    private static Task<Answer<T>> CityViewAsync<T>(PlanScope plan, Func<FoundPlan, PlansDb, Task<T>> read) where T : notnull =>
        plan.ReadAsync<T>(async file =>
            Rights.ReadUnit.Refusal(plan.Store.Caller, file.Unit) is { } refusal ? refusal : await read(file, plan.Store.Db));

    private delegate Task<CascadeAnswer> Store(
        PlansDb db, PlanRow plan, IReadOnlyList<Guid> items, IReadOnlyList<string> units, Caller by, DateTimeOffset now,
        CancellationToken stop);

    private static Task<Answer<CascadeAnswer>> HandDownAsync(
        [AsParameters] PlanScope plan, CascadeInput input, OrgUnitDirectory directory) =>
        ChangeAsync(plan, input, directory, "cascade", HandDown.StoreAsync);

    private static Task<Answer<CascadeAnswer>> WithdrawAsync(
        [AsParameters] PlanScope plan, CascadeInput input, OrgUnitDirectory directory) =>
        ChangeAsync(
            plan, input, directory, "withdraw",
            async (db, _, items, units, _, now, stop) => new(
                Guid.Empty, items.Count, units.Count,
                await db.Assignments.Where(a => items.Contains(a.ItemId) && units.Contains(a.OrgUnit) && a.WithdrawnAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.WithdrawnAt, now), stop)));

    private static async Task<Answer<CascadeAnswer>> ChangeAsync(
        PlanScope plan, CascadeInput input, OrgUnitDirectory directory, string useCase, Store change)
    {
        var (store, stop, units) = (plan.Store, plan.Stop, await directory.GetAsync(plan.Stop));
        var request = $"{plan.Id} {JsonSerializer.Serialize(input, PlatformJson.Options)}";

        async Task<Result<CascadeAnswer>> WriteAsync(FoundPlan file)
        {
            if ((plan.MustBeAsSeen(file.Row) ?? MustBeInForceAbove(file)) is { } no)
                return no;
            var chosen = HandDown.Choose(input, file.Row, units);
            return await chosen.ThenAsync<CascadeAnswer>(async choice =>
            {
                var done = await change(store.Db, file.Row, choice.Items, choice.Units, store.Caller, store.Now, stop);
                store.Touch(file.Row, useCase, $"{done.Items} mục, {done.Units} đơn vị");
                await store.Db.SaveChangesAsync(stop);
                return done;
            });
        }

        return await store.Db.WriteAsync(
            async () =>
            {
                var found = await store.FindAsync(plan.Id, stop);
                var allowed = found.Then<FoundPlan>(file => Rights.HandDownPlans.Refusal(store.Caller, file.Unit) is { } no ? no : file);
                return await allowed.ThenAsync(file => plan.Key.OnceAsync(
                    store.Db, useCase, request, store.Now, () => WriteAsync(file),
                    done => JsonSerializer.Serialize(done, PlatformJson.Options),
                    known => Task.FromResult<Result<CascadeAnswer>>(JsonSerializer.Deserialize<CascadeAnswer>(known, PlatformJson.Options)!),
                    stop));
            },
            stop);
    }

    private static Failure? MustBeInForceAbove(FoundPlan file) => !file.Unit.IsLeaf && file.Row.State == PlanStates.Issued ? null : new(
        PlanErrors.NotAboveOthers,
        $"Chỉ giao được kế hoạch đã ban hành của cấp trên; kế hoạch này {PlanWay.StateName(file.Row.State)}.");
}

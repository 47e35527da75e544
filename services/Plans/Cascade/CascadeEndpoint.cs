using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.Plans.Way;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Cascade;

/// <summary>Handing targets and tasks of a plan of the city (or the nation) down to the communes, and taking them back.</summary>
public static class CascadeEndpoint
{
    public static void MapCascade(this WebApplication app)
    {
        app.For(Rights.HandDownPlans).MapPost("/api/plans/{id:guid}/cascade", CascadeAsync)
            .WithSummary("Hands items of an issued plan down to communes in one step (city-admin)")
            .WithDescription("items (all when absent) to units, block or all. Doing it again hands down only what is not there yet.");
        app.For(Rights.HandDownPlans).MapPost("/api/plans/{id:guid}/cascade/withdraw", WithdrawAsync)
            .WithSummary("Takes items back from communes (city-admin)")
            .WithDescription("The same choice as for handing down. Rows that communes made from them stay in their plans.");
        app.For(Rights.ReadUnit).MapGet("/api/plans/{id:guid}/cascade", async (
            Guid id, PlanStore store, OrgUnitDirectory directory, CancellationToken stop) =>
                await CityViewAsync(id, store, (found, db) => CascadeViews.ItemsAsync(db, found.Row, stop), stop))
            .Produces<CascadeView>().WithSummary("Per item: to how many communes it was handed down, how many answer it, how many lack it");
        app.For(Rights.ReadUnit).MapGet("/api/plans/{id:guid}/cascade/{item:guid}", async (
            Guid id, Guid item, PlanStore store, OrgUnitDirectory directory, CancellationToken stop) =>
                await CityViewAsync(id, store, async (found, db) => await CascadeViews.UnitsAsync(db, found.Row, item, await directory.GetAsync(stop), stop), stop))
            .Produces<IEnumerable<CascadeUnitView>>().WithSummary("Per commune: whether it answers the item");
    }

    private static async Task<IResult> CityViewAsync<T>(Guid id, PlanStore store, Func<PlanFile, PlansDb, Task<T>> read, CancellationToken stop)
    {
        var found = await store.FindAsync(id, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        // Who may only read the plan from below does not see how others answer it.
        return Rights.ReadUnit.Refusal(store.Caller, found.Value.Unit) is { } refusal ? refusal.ToProblem() : Results.Ok(await read(found.Value, store.Db));
    }

    private static Task<Answer<CascadeAnswer>> CascadeAsync(Guid id, CascadeInput input, HttpRequest request, PlanStore store, OrgUnitDirectory directory, CancellationToken stop) =>
        ChangeAsync(id, input, request, store, directory, "cascade", HandDown.StoreAsync, stop);

    private static Task<Answer<CascadeAnswer>> WithdrawAsync(Guid id, CascadeInput input, HttpRequest request, PlanStore store, OrgUnitDirectory directory, CancellationToken stop) =>
        ChangeAsync(
            id, input, request, store, directory, "withdraw",
            async (db, plan, items, units, _, now, ct) =>
            {
                var taken = await db.Assignments.Where(a => items.Contains(a.ItemId) && units.Contains(a.OrgUnit) && a.WithdrawnAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.WithdrawnAt, now), ct);
                return new(Guid.Empty, items.Count, units.Count, taken);
            },
            stop);

    private delegate Task<CascadeAnswer> Store(
        PlansDb db, PlanRow plan, IReadOnlyList<Guid> items, IReadOnlyList<string> units, ServiceDefaults.Security.Caller by, DateTimeOffset now, CancellationToken stop);

    private static async Task<IResult> ChangeAsync(
        Guid id, CascadeInput input, HttpRequest request, PlanStore store, OrgUnitDirectory directory, string useCase, Store change, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        var key = RequestKeys.Key(request, store.Caller.UserName, useCase);
        var hash = IdempotencyRecord.HashOf($"{id} {JsonSerializer.Serialize(input, PlatformHost.Json)}");
        var result = await store.Db.WriteAsync<Result<CascadeAnswer>>(
            async () =>
            {
                var found = await store.FindAsync(id, stop);
                if (found.Failure is { } missing)
                    return missing;
                if (Rights.HandDownPlans.Refusal(store.Caller, found.Value.Unit) is { } refusal)
                    return refusal;
                if (found.Value.Unit.IsLeaf || found.Value.Row.State != PlanStates.Issued)
                    return new Failure(PlanErrors.NotAboveOthers, $"Chỉ giao được kế hoạch đã ban hành của cấp trên; kế hoạch này {PlanWay.StateName(found.Value.Row.State)}.");
                if (key is not null)
                {
                    var before = await IdempotencyRecord.FindAsync(store.Db, key, hash, stop);
                    if (before.Failure is { } reused)
                        return reused;
                    if (before.Value is { } answer)
                        return JsonSerializer.Deserialize<CascadeAnswer>(answer, PlatformHost.Json)!;
                }
                var chosen = HandDown.Choose(input, found.Value.Row, units);
                if (chosen.Failure is { } wrong)
                    return wrong;
                var done = await change(store.Db, found.Value.Row, chosen.Value.Items, chosen.Value.Units, store.Caller, store.Now, stop);
                if (key is not null)
                    store.Db.IdempotencyRecords.Add(new() { Key = key, RequestHash = hash, Response = JsonSerializer.Serialize(done, PlatformHost.Json), CreatedAt = store.Now });
                store.Touch(found.Value.Row, useCase, $"{done.Items} mục, {done.Units} đơn vị");
                await store.Db.SaveChangesAsync(stop);
                return done;
            },
            stop);
        return result.ToHttp(Results.Ok);
    }
}

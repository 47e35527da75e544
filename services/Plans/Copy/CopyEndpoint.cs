using Platform.Plans.Create;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans.Copy;

/// <param name="Period">Code of the new plan's period.</param>
public sealed record CopyInput(string? Period);

/// <summary>Starts the plan of another period from one there is.</summary>
public static class CopyEndpoint
{
    public static void MapCopy(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/copy", CopyAsync).Produces<PlanView>(201)
            .WithSummary("Copies a plan into a draft for another period (officer, leader, city-admin)")
            .WithDescription("Years in deadlines and texts move with the period, the decision is emptied; findings say what must be looked at.");

    private static async Task<IResult> CopyAsync(Guid id, CopyInput input, HttpRequest request, PlanStore store, PlanViews views, CancellationToken stop)
    {
        var found = await store.FindAsync(id, stop);
        if (found.Failure is { } missing)
            return missing.ToProblem();
        if (Rights.WritePlans.Refusal(store.Caller, found.Value.Unit) is { } refusal)
            return refusal.ToProblem();
        var copied = CopyPlan.Of(found.Value.Row, input.Period);
        if (copied.Failure is { } wrong)
            return wrong.ToProblem();
        store.Db.ChangeTracker.Clear();
        var row = NewPlan.Of(found.Value.Unit.Code, copied.Value, store);
        var stored = await store.AddAsync(row, "copied", RequestKeys.Key(request, store.Caller.UserName, "copy"), IdempotencyRecord.HashOf($"{id} {input.Period}"), stop);
        return stored.Failure is { } failure ? failure.ToProblem() : Results.Created($"/api/plans/{stored.Value.Id}", await views.OfAsync(stored.Value, stop));
    }
}

using System.Text.Json;
using Platform.Plans.Cascade;
using Platform.Plans.Content;
using Platform.Plans.Revise;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Create;

/// <param name="OrgUnit">Official code of the unit whose plan it is.</param>
/// <param name="Plan">What is known of it already; may be absent.</param>
public sealed record CreateInput(string? OrgUnit, string? Title, string? Period, PlanInput? Plan);

/// <summary>Starts a plan by hand, without a document.</summary>
public static class CreateEndpoint
{
    public static void MapCreate(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPost("/api/plans", CreateAsync).Produces<PlanView>(201)
            .WithSummary("Starts a plan by hand: a draft without a document");

    private static async Task<IResult> CreateAsync(
        CreateInput input, HttpRequest request, PlanStore store, PlanViews views, OrgUnitDirectory directory, CancellationToken stop)
    {
        var unit = await PlanUnits.WritableAsync(directory, input.OrgUnit ?? "", store.Caller, stop);
        if (unit.Failure is { } denied)
            return denied.ToProblem();
        var plan = input.Plan ?? new(null, null, null, null, null, null, null, null, null, null);
        plan = plan with { Title = input.Title ?? plan.Title ?? $"Kế hoạch cải cách hành chính {unit.Value.FullName}", Period = input.Period ?? plan.Period };
        var items = await CascadedItems.AssignedAsync(store.Db, unit.Value.Code, stop);
        var read = Decide.Revise(PlanContent.Empty, null, plan, items, store.Caller.UserName, store.Now);
        if (read.Failure is { } wrong)
            return wrong.ToProblem();
        var row = NewPlan.Of(unit.Value.Code, read.Value, store);
        var hash = IdempotencyRecord.HashOf(JsonSerializer.Serialize(input, PlatformHost.Json));
        var stored = await store.AddAsync(row, "created", RequestKeys.Key(request, store.Caller.UserName, "create"), hash, stop);
        return stored.Failure is { } failure ? failure.ToProblem() : Results.Created($"/api/plans/{stored.Value.Id}", await views.OfAsync(stored.Value, stop));
    }
}

/// <summary>Rows of plans that come from no document.</summary>
public static class NewPlan
{
    public static PlanRow Of(string unit, Revised plan, PlanStore store, Guid? amends = null, PlanRow? source = null) => new()
    {
        Id = Guid.NewGuid(),
        OrgUnit = unit,
        State = PlanStates.Draft,
        Title = plan.Title,
        Period = plan.Period,
        From = plan.From,
        To = plan.To,
        Content = plan.Content.ToJson(),
        FileName = source?.FileName ?? "",
        SourceText = source?.SourceText ?? "",
        AmendsId = amends,
        Version = 1,
        CreatedAt = store.Now,
        CreatedBy = store.Caller.UserName,
    };
}

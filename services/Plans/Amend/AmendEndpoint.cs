using Microsoft.EntityFrameworkCore;
using Platform.Plans.Content;
using Platform.Plans.Create;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.Plans.Way;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Amend;

/// <summary>Opens an amendment: a draft beside the issued plan, which stays in force until the amendment is issued.</summary>
public static class AmendEndpoint
{
    public static void MapAmend(this WebApplication app)
    {
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/amend", AmendAsync).Produces<PlanView>(201)
            .WithSummary("Opens an amendment of an issued plan (officer, leader, city-admin)")
            .WithDescription("The answer is the amendment: a draft with its own id, edited, submitted, approved and issued like a plan. There is at most one at a time.");
        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/differences", DifferencesAsync)
            .WithSummary("What changed between two editions, or between the plan in force and its amendment")
            .WithDescription("For an amendment: against the plan it amends. For a plan: edition `from` against edition `to` (the latest two when absent).");
    }

    /// <summary>The amendment is gone: the plan takes another one.</summary>
    public static async Task DropAsync(PlanStore store, Guid amends, CancellationToken stop)
    {
        if (await store.Db.Plans.FindAsync([amends], stop) is not { } plan)
            return;
        plan.AmendmentId = null;
        store.Touch(plan, "amend-discard");
    }

    private static async Task<IResult> AmendAsync(Guid id, Precondition seen, PlanStore store, PlanViews views, CancellationToken stop)
    {
        PlanRow? opened = null;
        var result = await store.StepAsync(
            id, PlanStep.Amend, seen,
            (file, _) =>
            {
                var plan = file.Row;
                var content = PlanContent.FromJson(plan.Content).WithIds(plan.Id) with { Findings = [], Resolutions = new Dictionary<string, Resolution>() };
                opened = NewPlan.Of(plan.OrgUnit, new(plan.Title, plan.Period, plan.From, plan.To, content), store, amends: plan.Id, source: plan);
                store.Add(opened, "amend-open");
                store.Db.Answers.AddRange(content.Targets.SelectMany(t => t.Answers.Select(a => (t.Id, a))).Concat(content.Tasks.SelectMany(t => t.Answers.Select(a => (t.Id, a))))
                    .Select(a => new AnswerRow { PlanId = opened.Id, RowId = a.Id, ItemId = a.a, OrgUnit = plan.OrgUnit }));
                plan.AmendmentId = opened.Id;
                store.Touch(plan, "amend");
                return plan;
            },
            stop);
        return result.Failure is { } failure ? failure.ToProblem() : Results.Created($"/api/plans/{opened!.Id}", await views.OfAsync(opened, stop));
    }

    private static async Task<Answer<PlanDifferences>> DifferencesAsync(Guid id, int? from, int? to, PlanStore store, CancellationToken stop)
    {
        var found = await store.FindAsync(id, stop);
        if (found.Failure is { } missing)
            return missing;
        var plan = found.Value.Row;
        if (plan is { AmendsId: { } amends, State: not PlanStates.Merged } && from is null && to is null)
        {
            var inForce = await store.Db.Plans.AsNoTracking().SingleAsync(p => p.Id == amends, stop);
            return Differences.Between(Edition.Of(inForce), Edition.Of(plan)) with { From = inForce.Edition };
        }
        var (first, second) = (from ?? Math.Max(1, plan.Edition - 1), to ?? plan.Edition);
        var versions = await store.Db.Versions.AsNoTracking().Where(v => v.PlanId == id && (v.Number == first || v.Number == second)).ToListAsync(stop);
        if (versions.Find(v => v.Number == first) is not { } before || versions.Find(v => v.Number == second) is not { } after)
            return new Failure(PlanErrors.NoSuchVersion, $"Kế hoạch có {plan.Edition} lần ban hành; không có lần {(versions.Exists(v => v.Number == first) ? second : first)}.");
        return Differences.Between(Edition.Of(before), Edition.Of(after)) with { From = first, To = second };
    }
}

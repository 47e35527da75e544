using Microsoft.EntityFrameworkCore;
using Platform.Plans.Answers;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Amend;

/// <summary>Opens an amendment: a draft beside the issued plan, which stays in force until the amendment is issued.</summary>
public static class AmendEndpoint
{
    public static void MapAmend(this WebApplication app)
    {
        app.For(Rights.WritePlans).MapPost("/api/plans/{id:guid}/amend", AmendAsync)
            .WithSummary("Opens an amendment of an issued plan (officer, leader, city-admin)")
            .WithDescription(
                "The answer is the amendment: a draft with its own id, edited, submitted, approved and issued like a plan. "
                + "There is at most one at a time.");
        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/differences", DifferencesAsync)
            .WithSummary("What changed between two editions, or between the plan in force and its amendment")
            .WithDescription(
                "For an amendment: against the plan it amends. "
                + "For a plan: edition `from` against edition `to` (the latest two when absent).");
    }

    /// <summary>The amendment is gone: the plan takes another one.</summary>
    public static async Task DropAsync(PlanStore store, Guid amends, CancellationToken stop)
    {
        if (await store.Db.Plans.FindAsync([amends], stop) is not { } plan)
            return;
        plan.AmendmentId = null;
        store.Touch(plan, "amend-discard");
    }

    private static async Task<CreatedAnswer<PlanView>> AmendAsync([AsParameters] PlanScope scope)
    {
        var store = scope.Store;
        var opened = await store.StepAsync(
            scope.Id, PlanStep.Amend, scope.Request(), (file, _) => Task.FromResult<Result<PlanRow>>(Open(store, file.Row)), scope.Stop);
        return await scope.Views.CreatedAsync(opened, scope.Stop);
    }

    private static PlanRow Open(PlanStore store, PlanRow plan)
    {
        var issued = PlanContent.FromJson(plan.Content).WithIds(plan.Id);
        var content = issued with { Findings = [], Resolutions = new Dictionary<string, Resolution>() };
        var opened = new Revised(plan.Title, plan.Period, plan.From, plan.To, content)
            .ToRow(plan.OrgUnit, store.Caller.UserName, store.Now, amends: plan);
        store.Add(opened, "amend-open");
        store.Db.Answers.AddRange(content.Links
            .Select(l => new AnswerRow { PlanId = opened.Id, RowId = l.Row, ItemId = l.Item, OrgUnit = plan.OrgUnit }));
        plan.AmendmentId = opened.Id;
        store.Touch(plan, "amend");
        return opened;
    }

    private static Task<Answer<PlanDifferences>> DifferencesAsync([AsParameters] PlanScope scope, int? from, int? to) =>
        scope.ReadAsync<PlanDifferences>(async file =>
        {
            var (plan, db) = (file.Row, scope.Store.Db);
            if (plan is { AmendsId: { } amends, State: not PlanStates.Merged } && from is null && to is null)
            {
                var inForce = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == amends, scope.Stop);
                return Differences.Between(Edition.Of(inForce), Edition.Of(plan)) with { From = inForce.Edition };
            }
            var (first, second) = (from ?? Math.Max(1, plan.Edition - 1), to ?? plan.Edition);
            var versions = await db.Versions.AsNoTracking()
                .Where(v => v.PlanId == plan.Id && (v.Number == first || v.Number == second)).ToListAsync(scope.Stop);
            var missing = versions.Exists(v => v.Number == first) ? second : first;
            return versions.Find(v => v.Number == first) is { } before && versions.Find(v => v.Number == second) is { } after
                ? Differences.Between(Edition.Of(before), Edition.Of(after)) with { From = first, To = second }
                : new Failure(PlanErrors.NoSuchVersion, $"Kế hoạch có {plan.Edition} lần ban hành; không có lần {missing}.");
        });
}

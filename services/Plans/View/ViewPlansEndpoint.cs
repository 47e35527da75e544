using Microsoft.EntityFrameworkCore;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.View;

public static class ViewPlansEndpoint
{
    public sealed record PlanListItem(
        Guid Id, string OrgUnit, string State, string Title, string? Period, DateTimeOffset CreatedAt, DateTimeOffset? IssuedAt);

    /// <summary>The text a plan was read from.</summary>
    public sealed record SourceView(string FileName, string Text);

    public static void MapViewPlans(this WebApplication app)
    {
        app.MapGet("/api/plans", async (string? orgUnit, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop) =>
        {
            var found = (await directory.GetAsync(stop)).Find(orgUnit ?? caller.Unit);
            if (found.Failure is { } unknown)
                return unknown.ToProblem();
            if (!caller.Sees(found.Value))
                return RequestErrors.OutOfScope(found.Value.Code).ToProblem();
            var codes = (await directory.GetAsync(stop)).LeavesUnder(found.Value.Code).Select(u => u.Code).ToList();
            return Results.Ok(await db.Plans.AsNoTracking().Where(p => codes.Contains(p.OrgUnit)).OrderByDescending(p => p.CreatedAt).Take(500)
                .Select(p => new PlanListItem(p.Id, p.OrgUnit, p.State, p.Title, p.Period, p.CreatedAt, p.IssuedAt)).ToListAsync(stop));
        }).Produces<IEnumerable<PlanListItem>>().WithSummary("Plans in the caller's scope, newest first (at most 500)");

        app.MapGet("/api/plans/{id:guid}", async (Guid id, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop) =>
                (await PlanAccess.FindAsync(id, caller, directory, db, stop)).ToHttp(p => Results.Ok(PlanView.Of(p))))
            .Produces<PlanView>();

        app.MapGet("/api/plans/{id:guid}/source", async (Guid id, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop) =>
                (await PlanAccess.FindAsync(id, caller, directory, db, stop)).ToHttp(p => Results.Ok(new SourceView(p.FileName, p.SourceText))))
            .Produces<SourceView>().WithSummary("The document's text, for review beside what was understood");
    }
}

/// <summary>A plan out of the caller's scope answers like one that does not exist.</summary>
public static class PlanAccess
{
    public static async Task<Result<PlanRow>> FindAsync(Guid id, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop)
    {
        var plan = await db.Plans.SingleOrDefaultAsync(p => p.Id == id, stop);
        var units = await directory.GetAsync(stop);
        return plan is not null && units.ByCode.TryGetValue(plan.OrgUnit, out var unit) && caller.Sees(unit)
            ? plan
            : new Failure(PlanErrors.NotFound, "Không có kế hoạch này.");
    }
}

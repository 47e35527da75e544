using Microsoft.EntityFrameworkCore;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.View;

public static class ViewPlansEndpoint
{
    /// <param name="State">draft, submitted, returned, approved, issued, closed.</param>
    /// <param name="Edition">How often it was issued.</param>
    /// <param name="Amends">The plan it amends.</param>
    /// <param name="Amendment">Its open amendment.</param>
    public sealed record PlanListItem(
        Guid Id, string OrgUnit, string State, string Title, string? Period, DateTimeOffset CreatedAt, DateTimeOffset? IssuedAt,
        string? DecisionNumber, int Edition, Guid? Amends, Guid? Amendment, DateTimeOffset? UpdatedAt);

    /// <summary>The text a plan was read from.</summary>
    public sealed record SourceView(string FileName, string Text);

    public static void MapViewPlans(this WebApplication app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/plans", ListAsync).Produces<IEnumerable<PlanListItem>>()
            .WithSummary("Plans of a unit and of all below it, newest first (at most 500)")
            .WithDescription("state and period narrow the list; own=true leaves out the units below. Amendments in work are listed too (amends).");

        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}", async (Guid id, PlanStore store, PlanViews views, CancellationToken stop) =>
        {
            var found = await store.FindAsync(id, stop);
            return found.Failure is { } missing ? missing.ToProblem() : Results.Ok(await views.OfAsync(found.Value.Row, stop));
        }).Produces<PlanView>().Revalidated<PlanView>(p => p.Version);

        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/source", async (Guid id, PlanStore store, CancellationToken stop) =>
                (await store.FindAsync(id, stop)).ToHttp(p => Results.Ok(new SourceView(p.Row.FileName, p.Row.SourceText))))
            .Produces<SourceView>().WithSummary("The document's text, for review beside what was understood");
    }

    private static async Task<IResult> ListAsync(
        string? orgUnit, string? state, string? period, bool? own, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        var found = units.Find(orgUnit ?? caller.Unit);
        if (found.Failure is { } unknown)
            return unknown.ToProblem();
        if (!Rights.ReadUnit.Allows(caller, found.Value))
            return RequestErrors.OutOfScope(found.Value.Code).ToProblem();
        var codes = own is true ? [] : units.LeavesUnder(found.Value.Code).Select(u => u.Code).ToList();
        codes.Add(found.Value.Code);
        return Results.Ok(await db.Plans.AsNoTracking()
            .Where(p => codes.Contains(p.OrgUnit) && p.State != PlanStates.Merged && (state == null || p.State == state) && (period == null || p.Period == period))
            .OrderByDescending(p => p.CreatedAt).Take(500)
            .Select(p => new PlanListItem(
                p.Id, p.OrgUnit, p.State, p.Title, p.Period, p.CreatedAt, p.IssuedAt, p.DecisionNumber, p.Edition, p.AmendsId, p.AmendmentId, p.UpdatedAt))
            .ToListAsync(stop));
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Plans.Answers;
using Platform.Plans.Changes;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.View;

public static class ViewPlansEndpoint
{
    private const int MostListed = 500;

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
        app.For(Rights.ReadUnit).MapGet("/api/plans", ListAsync)
            .WithSummary("Plans of a unit and of all below it, newest first (at most 500)")
            .WithDescription(
                "state and period narrow the list; own=true leaves out the units below. Amendments in work are listed too (amends).");

        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}", ([AsParameters] PlanScope plan) =>
                plan.ReadAsync<PlanView>(async file => await plan.Views.OfAsync(file.Row, plan.Stop)))
            .Revalidated<PlanView>(p => p.Version).WithSummary("A plan with its findings and what the caller may do with it");

        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/source", ([AsParameters] PlanScope plan) =>
                plan.ShowAsync<SourceView>(file => new SourceView(file.Row.FileName, file.Row.SourceText)))
            .WithSummary("The document's text, for review beside what was understood");
    }

    private static async Task<Answer<List<PlanListItem>>> ListAsync(
        string? orgUnit, string? state, string? period, bool? own, Caller caller, OrgUnitDirectory directory, PlansDb db,
        CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        var found = units.Find(orgUnit ?? caller.Unit)
            .Then<OrgUnitInfo>(unit => Rights.ReadUnit.Allows(caller, unit) ? unit : RequestErrors.OutOfScope(unit.Code));
        return await found.ThenAsync<List<PlanListItem>>(async unit =>
        {
            List<string> codes = [.. own is true ? [] : units.LeavesUnder(unit.Code).Select(u => u.Code), unit.Code];
            return await db.Plans.AsNoTracking()
                .Where(p => codes.Contains(p.OrgUnit) && p.State != PlanStates.Merged)
                .Where(p => (state == null || p.State == state) && (period == null || p.Period == period))
                .OrderByDescending(p => p.CreatedAt).Take(MostListed)
                .Select(p => new PlanListItem(
                    p.Id, p.OrgUnit, p.State, p.Title, p.Period, p.CreatedAt, p.IssuedAt, p.DecisionNumber, p.Edition, p.AmendsId,
                    p.AmendmentId,
                    p.UpdatedAt))
                .ToListAsync(stop);
        });
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Plans.Content;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.History;

/// <param name="Plan">The plan, or the amendment of it that the step was taken on.</param>
/// <param name="Action">imported, created, copied, saved, submit, recall, return, approve, issue, amend, amend-open, amend-issue, amend-discard, close, reopen, answer, adopt, cascade, withdraw.</param>
/// <param name="State">State after it.</param>
public sealed record PlanHistoryView(Guid Plan, long Version, string Action, string State, string By, DateTimeOffset At, string? Message);

/// <summary>An edition of a plan: what it said from one issue to the next.</summary>
public sealed record PlanEditionLine(int Number, string Title, string? Period, DateTimeOffset At, string By);

/// <summary>Who did what with a plan, and what it said at each edition.</summary>
public static class HistoryEndpoint
{
    public static void MapHistory(this WebApplication app)
    {
        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/history", async (Guid id, PlanStore store, CancellationToken stop) =>
        {
            var found = await store.FindAsync(id, stop);
            return found.Failure is { } missing ? missing.ToProblem() : Results.Ok(await ReadAsync(store.Db, id, stop));
        }).Produces<IEnumerable<PlanHistoryView>>().WithSummary("Every step of the plan and of its amendments, oldest first");

        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/versions", async (Guid id, PlanStore store, CancellationToken stop) =>
        {
            var found = await store.FindAsync(id, stop);
            return found.Failure is { } missing
                ? missing.ToProblem()
                : Results.Ok(await store.Db.Versions.AsNoTracking().Where(v => v.PlanId == id).OrderBy(v => v.Number)
                    .Select(v => new PlanEditionLine(v.Number, v.Title, v.Period, v.At, v.By)).ToListAsync(stop));
        }).Produces<IEnumerable<PlanEditionLine>>().WithSummary("The editions of the plan");

        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/versions/{number:int}", async (
            Guid id, int number, PlanStore store, CancellationToken stop) =>
        {
            var found = await store.FindAsync(id, stop);
            if (found.Failure is { } missing)
                return missing.ToProblem();
            return await store.Db.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.PlanId == id && v.Number == number, stop) is { } version
                ? Results.Ok(AsItWas(found.Value.Row, version))
                : new Failure(PlanErrors.NoSuchVersion, $"Kế hoạch không có lần ban hành {number}.").ToProblem();
        }).Produces<PlanView>().WithSummary("One edition of the plan, as it was");
    }

    private static Task<List<PlanHistoryView>> ReadAsync(PlansDb db, Guid id, CancellationToken stop) =>
        db.History.AsNoTracking().Where(h => h.PlanId == id || db.Plans.Any(p => p.Id == h.PlanId && p.AmendsId == id)).OrderBy(h => h.Id)
            .Select(h => new PlanHistoryView(h.PlanId, h.Version, h.Action, h.State, h.By, h.At, h.Message)).ToListAsync(stop);

    private static PlanView AsItWas(PlanRow plan, PlanVersionRow version)
    {
        var content = PlanContent.FromJson(version.Content).WithIds(plan.Id);
        return PlanView.Of(plan) with
        {
            Title = version.Title,
            Period = version.Period,
            PeriodFrom = version.From,
            PeriodTo = version.To,
            Decision = content.Decision,
            LegalBases = content.LegalBases,
            Targets = content.Targets,
            Tasks = content.Tasks,
            Findings = [],
            Edition = version.Number,
            IssuedAt = version.At,
        };
    }
}

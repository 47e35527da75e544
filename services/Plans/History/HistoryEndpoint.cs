using Microsoft.EntityFrameworkCore;
using Platform.Plans.Answers;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.History;

/// <param name="Plan">The plan, or the amendment of it that the step was taken on.</param>
/// <param name="Action">imported, created, copied, saved, submit, recall, return, approve, issue, amend, amend-open, amend-issue,
/// amend-discard, close, reopen, answer, adopt, cascade, withdraw.</param>
/// <param name="State">State after it.</param>
public sealed record PlanHistoryView(Guid Plan, long Version, string Action, string State, string By, DateTimeOffset At, string? Message);

/// <summary>An edition of a plan: what it said from one issue to the next.</summary>
public sealed record PlanEditionLine(int Number, string Title, string? Period, DateTimeOffset At, string By);

/// <summary>Who did what with a plan, and what it said at each edition.</summary>
public static class HistoryEndpoint
{
    public static void MapHistory(this WebApplication app)
    {
        var plans = app.MapGroup("/api/plans/{id:guid}").For(Rights.ReadPlans);
        plans.MapGet("history", ([AsParameters] PlanScope plan) =>
                plan.ReadAsync<List<PlanHistoryView>>(async _ => await ReadAsync(plan.Store.Db, plan.Id, plan.Stop)))
            .WithSummary("Every step of the plan and of its amendments, oldest first");
        plans.MapGet("versions", ([AsParameters] PlanScope plan) =>
                plan.ReadAsync<List<PlanEditionLine>>(async _ => await plan.Store.Db.Versions.AsNoTracking().Where(v => v.PlanId == plan.Id)
                    .OrderBy(v => v.Number).Select(v => new PlanEditionLine(v.Number, v.Title, v.Period, v.At, v.By))
                    .ToListAsync(plan.Stop)))
            .WithSummary("The editions of the plan");
        plans.MapGet("versions/{number:int}", ([AsParameters] PlanScope plan, int number) => plan.ReadAsync<PlanView>(async file =>
                await plan.Store.Db.Versions.AsNoTracking()
                    .SingleOrDefaultAsync(v => v.PlanId == plan.Id && v.Number == number, plan.Stop) is { } version
                    ? AsItWas(file.Row, version)
                    : new Failure(PlanErrors.NoSuchVersion, $"Kế hoạch không có lần ban hành {number}.")))
            .WithSummary("One edition of the plan, as it was");
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

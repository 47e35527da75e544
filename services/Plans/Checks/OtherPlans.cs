using Microsoft.EntityFrameworkCore;
using Platform.PlanDocuments;
using Platform.Plans.Model;
using Platform.Plans.Storage;

namespace Platform.Plans.Checks;

/// <summary>Plans of the same unit that this one repeats or overlaps.</summary>
public static class OtherPlans
{
    public sealed record Other(Guid Id, string Title, string State, string? Period, DateOnly? From, DateOnly? To, string? DecisionNumber);

    public static async Task<IReadOnlyList<FindingView>> FindAsync(PlansDb db, PlanRow plan, CancellationToken stop)
    {
        var others = await db.Plans.AsNoTracking()
            .Where(
                p => p.OrgUnit == plan.OrgUnit && p.Id != plan.Id && p.Id != plan.AmendsId && p.AmendsId == null
                    && p.State != PlanStates.Merged)
            .OrderByDescending(p => p.CreatedAt).Take(200)
            .Select(p => new Other(p.Id, p.Title, p.State, p.Period, p.From, p.To, p.DecisionNumber)).ToListAsync(stop);
        return [.. Compare(plan, others)];
    }

    public static IEnumerable<FindingView> Compare(PlanRow plan, IEnumerable<Other> others)
    {
        foreach (var other in others)
        {
            var name = $"“{other.Title}” ({other.Period ?? "chưa rõ kỳ"}, {PlanWay.StateName(other.State)})";
            if (plan.DecisionNumber is { Length: > 0 } number && number == other.DecisionNumber && plan.From?.Year == other.From?.Year)
                yield return FindingKeys.Of(
                    "PLN-I-113", Severity.Warning, $"Số {number} đã dùng cho kế hoạch {name} của đơn vị này.", null,
                    $"decision.number#{other.Id:N}") with
                { Part = "decision.number" };
            // A term plan and the plans of its years stand side by side; equal spans do not.
            if (plan.From is { } from && plan.To is { } to && other.From <= to && other.To >= from && SameSpan(from, to, other))
                yield return FindingKeys.Of(
                    "PLN-I-112", Severity.Warning, $"Trùng thời kỳ với kế hoạch {name} của đơn vị này.", null,
                    $"period#{other.Id:N}") with
                { Part = "period" };
        }
    }

    /// <summary>Spans of the same order of length: a half-year in a year counts, a year in a term of five does not.</summary>
    private static bool SameSpan(DateOnly from, DateOnly to, Other other)
    {
        double own = to.DayNumber - from.DayNumber + 1, its = other.To!.Value.DayNumber - other.From!.Value.DayNumber + 1;
        return Math.Max(own, its) / Math.Min(own, its) <= 2.1;
    }
}

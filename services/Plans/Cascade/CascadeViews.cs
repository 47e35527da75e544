using Microsoft.EntityFrameworkCore;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Cascade;

/// <param name="Assigned">Communes that have the item.</param>
/// <param name="Answered">Of them, those that answer it in an issued plan.</param>
/// <param name="InWork">Those that answer it in a plan not issued yet.</param>
/// <param name="Lacking">Those that answer it nowhere.</param>
public sealed record CascadeItemView(Guid Id, string Kind, int? Area, string Text, int Assigned, int Answered, int InWork, int Lacking);

public sealed record CascadeStepView(Guid Id, DateTimeOffset At, string By, int Items, int Units);

/// <param name="Units">Communes that have at least one item.</param>
public sealed record CascadeView(int Units, IReadOnlyList<CascadeItemView> Items, IReadOnlyList<CascadeStepView> Steps);

/// <param name="State">answered, inWork, lacking.</param>
/// <param name="Plan">The plan that answers it.</param>
public sealed record CascadeUnitView(string OrgUnit, string Name, string? Block, string State, Guid? Plan);

/// <summary>How communes answer what was handed down. Counted in the database.</summary>
public static class CascadeViews
{
    private const string Answered = "answered";
    private const string InWork = "inWork";
    private const string Lacking = "lacking";

    public static async Task<CascadeView> ItemsAsync(PlansDb db, PlanRow plan, CancellationToken stop)
    {
        var items = await db.CascadedItems.AsNoTracking().Where(i => i.PlanId == plan.Id).OrderBy(i => i.Position).ToListAsync(stop);
        var assigned = Standing(db, plan.Id);
        var counts = (await assigned.GroupBy(a => a.ItemId).Select(g => new { Item = g.Key, Count = g.Count() }).ToListAsync(stop))
            .ToDictionary(c => c.Item, c => c.Count);
        var units = await assigned.Select(a => a.OrgUnit).Distinct().CountAsync(stop);
        var answers = await AnswersAsync(db, plan.Id, null, stop);
        var byItem = answers.ToLookup(a => a.ItemId);
        var views = items.Where(i => counts.ContainsKey(i.Id)).Select(item =>
        {
            var issued = byItem[item.Id].Where(a => a.Issued).Select(a => a.OrgUnit).ToHashSet();
            var inWork = byItem[item.Id].Select(a => a.OrgUnit).Where(u => !issued.Contains(u)).Distinct().Count();
            return new CascadeItemView(
                item.Id, item.Kind, item.Area, item.Text, counts[item.Id], issued.Count, inWork, counts[item.Id] - issued.Count - inWork);
        });
        var steps = await db.Cascades.AsNoTracking().Where(c => c.PlanId == plan.Id).OrderBy(c => c.At)
            .Select(c => new CascadeStepView(c.Id, c.At, c.By, c.Items, c.Units)).ToListAsync(stop);
        return new(units, [.. views], steps);
    }

    public static async Task<List<CascadeUnitView>> UnitsAsync(
        PlansDb db, PlanRow plan, Guid item, OrgUnitSnapshot directory, CancellationToken stop)
    {
        var units = await Standing(db, plan.Id).Where(a => a.ItemId == item).Select(a => a.OrgUnit).ToListAsync(stop);
        var answers = (await AnswersAsync(db, plan.Id, item, stop)).ToLookup(a => a.OrgUnit);
        return [.. units.Order(StringComparer.Ordinal).Select(code =>
        {
            var unit = directory.ByCode.GetValueOrDefault(code);
            var best = answers[code].OrderByDescending(a => a.Issued).FirstOrDefault();
            return new CascadeUnitView(
                code, unit?.FullName ?? code, unit?.Block, best is null ? Lacking : best.Issued ? Answered : InWork, best?.PlanId);
        })];
    }

    private sealed record Answer(Guid ItemId, string OrgUnit, Guid PlanId, bool Issued);

    private static IQueryable<AssignmentRow> Standing(PlansDb db, Guid plan) =>
        db.Assignments.AsNoTracking().Where(a => a.WithdrawnAt == null && db.CascadedItems.Any(i => i.Id == a.ItemId && i.PlanId == plan));

    private static Task<List<Answer>> AnswersAsync(PlansDb db, Guid plan, Guid? item, CancellationToken stop) =>
        (from answer in db.Answers
         join own in db.Plans on answer.PlanId equals own.Id
         join assignment in db.Assignments on new { answer.ItemId, answer.OrgUnit } equals new { assignment.ItemId, assignment.OrgUnit }
         join handed in db.CascadedItems on answer.ItemId equals handed.Id
         where handed.PlanId == plan && assignment.WithdrawnAt == null && (item == null || answer.ItemId == item)
         select new Answer(
             answer.ItemId, answer.OrgUnit, own.AmendsId ?? own.Id, own.State == PlanStates.Issued || own.State == PlanStates.Closed))
        .AsNoTracking().Distinct().ToListAsync(stop);
}

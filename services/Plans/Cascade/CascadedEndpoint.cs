using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.PlanDocuments;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Cascade;

/// <summary>A row of the unit's own plans.</summary>
/// <param name="Plan">The plan, or the amendment in work, that holds the row.</param>
/// <param name="State">State of that plan.</param>
/// <param name="Score">How alike row and item are, 0 to 1; 1 for a confirmed answer.</param>
public sealed record AnsweringRow(Guid Plan, Guid Row, string State, string? Number, string Text, decimal Score);

/// <param name="Kind">target or task.</param>
/// <param name="State">answered (by an issued plan), inWork (by a plan not issued yet), lacking.</param>
/// <param name="Answers">Rows that a person confirmed.</param>
/// <param name="Suggestions">Rows that look alike; a person decides.</param>
/// <param name="Target">The item's row when it is a target.</param>
/// <param name="Task">The item's row when it is a task.</param>
public sealed record CascadedItemView(
    Guid Id, Guid Plan, string PlanTitle, string Kind, int? Area, string Text, string State,
    IReadOnlyList<AnsweringRow> Answers, IReadOnlyList<AnsweringRow> Suggestions, TargetView? Target, TaskView? Task);

public sealed record CascadedView(int Assigned, int Answered, int InWork, int Lacking, IReadOnlyList<CascadedItemView> Items);

/// <summary>What was handed down to a unit, and which rows of its plans answer it.</summary>
public static class CascadedEndpoint
{
    public static void MapCascaded(this WebApplication app) =>
        app.For(Rights.ReadUnit).MapGet("/api/plans/cascaded", OfUnitAsync)
            .WithSummary("Items handed down to a unit: answered, in work, lacking, with suggested matches");

    private static async Task<Answer<CascadedView>> OfUnitAsync(
        string? orgUnit, Caller caller, PlansDb db, OrgUnitDirectory directory, CancellationToken stop) =>
        await (await directory.GetAsync(stop)).Find(orgUnit ?? caller.Unit).ThenAsync<CascadedView>(async unit =>
            Rights.ReadUnit.Refusal(caller, unit) is { } refusal ? refusal : await ReadAsync(db, unit.Code, stop));

    public static async Task<CascadedView> ReadAsync(PlansDb db, string unit, CancellationToken stop)
    {
        var items = await (from item in db.CascadedItems
                           join assignment in db.Assignments on item.Id equals assignment.ItemId
                           join plan in db.Plans on item.PlanId equals plan.Id
                           where assignment.OrgUnit == unit && assignment.WithdrawnAt == null
                           orderby plan.IssuedAt descending, item.Position
                           select new { Item = item, plan.Title }).AsNoTracking().ToListAsync(stop);
        if (items.Count == 0)
            return new(0, 0, 0, 0, []);
        var plans = await db.Plans.AsNoTracking().Where(p => p.OrgUnit == unit && p.State != PlanStates.Merged)
            .OrderByDescending(p => p.CreatedAt).Take(20).ToListAsync(stop);
        // A row of a plan in force and of its open amendment is one row.
        var rows = plans.OrderBy(p => p.AmendsId is not null).SelectMany(Rows).DistinctBy(r => r.View.Row).ToList();
        var views = items.ConvertAll(i => View(i.Item, i.Title, rows));
        int Count(string state) => views.Count(v => v.State == state);
        return new(views.Count, Count("answered"), Count("inWork"), Count("lacking"), views);
    }

    private sealed record Row(AnsweringRow View, string Kind, IReadOnlyList<Guid> Answers, TextLikeness Text);

    private static IEnumerable<Row> Rows(PlanRow plan)
    {
        var content = PlanContent.FromJson(plan.Content).WithIds(plan.Id);
        return content.Targets.Select(
            t => new Row(new(plan.Id, t.Id, plan.State, t.Number, t.Text, 1), CascadedItems.Target, t.Answers, TextLikeness.Of(t.Text)))
            .Concat(
                content.Tasks.Select(
                    t => new Row(
                        new(plan.Id, t.Id, plan.State, t.Number, t.Content, 1), CascadedItems.Task, t.Answers,
                        TextLikeness.Of(t.Content))));
    }

    private static CascadedItemView View(CascadedItemRow item, string planTitle, List<Row> rows)
    {
        var answers = rows.Where(r => r.Answers.Contains(item.Id)).Select(r => r.View).ToList();
        var state = answers.Exists(a => a.State is PlanStates.Issued or PlanStates.Closed)
            ? "answered"
            : answers.Count > 0
            ? "inWork"
            : "lacking";
        return new(
            item.Id, item.PlanId, planTitle, item.Kind, item.Area, item.Text, state, answers, answers.Count > 0 ? [] : Suggest(item, rows),
            item.Kind == CascadedItems.Target ? JsonSerializer.Deserialize<TargetView>(item.Content, PlatformJson.Options) : null,
            item.Kind == CascadedItems.Task ? JsonSerializer.Deserialize<TaskView>(item.Content, PlatformJson.Options) : null);
    }

    private static List<AnsweringRow> Suggest(CascadedItemRow item, List<Row> rows)
    {
        var text = TextLikeness.Of(item.Text);
        return [.. rows.Where(r => r.Kind == item.Kind && r.View.State != PlanStates.Closed)
            .Select(r => r.View with { Score = decimal.Round((decimal)Likeness(text, r.Text), 2) })
            .Where(r => r.Score >= 0.45m).OrderByDescending(r => r.Score).Take(3)];
    }

    /// <summary>Words in common, and a little more when the shorter text lies in the longer.</summary>
    private static double Likeness(TextLikeness a, TextLikeness b) => Math.Max(a.With(b), 0.8 * a.Within(b));
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Text;

namespace Platform.Plans.Cascade;

/// <summary>The rows of a plan from above, as units below have them before them.</summary>
public static class CascadedItems
{
    public const string Target = "target";
    public const string Task = "task";

    /// <summary>Items that a unit is to answer now.</summary>
    public static async Task<IReadOnlySet<Guid>> AssignedAsync(PlansDb db, string unit, CancellationToken stop) =>
        (await db.Assignments.Where(a => a.OrgUnit == unit && a.WithdrawnAt == null).Select(a => a.ItemId).ToListAsync(stop)).ToHashSet();

    /// <summary>All rows of a plan as items.</summary>
    public static IEnumerable<CascadedItemRow> Of(PlanRow plan, Guid cascade)
    {
        var content = PlanContent.FromJson(plan.Content).WithIds(plan.Id);
        var position = 0;
        foreach (var target in content.Targets)
        {
            yield return new()
            {
                Id = target.Id,
                PlanId = plan.Id,
                CascadeId = cascade,
                Kind = Target,
                Area = target.Area,
                Position = position++,
                Text = target.Text,
                Content = JsonSerializer.Serialize(target, PlatformJson.Options),
            };
        }
        foreach (var task in content.Tasks)
        {
            yield return new()
            {
                Id = task.Id,
                PlanId = plan.Id,
                CascadeId = cascade,
                Kind = Task,
                Area = task.Area,
                Position = position++,
                Text = task.Content,
                Content = JsonSerializer.Serialize(task, PlatformJson.Options),
            };
        }
    }

    /// <summary>After a new edition: items follow their rows; those of rows that are gone are taken back everywhere.</summary>
    public static async Task FollowAsync(PlansDb db, PlanRow plan, DateTimeOffset now, CancellationToken stop)
    {
        var stored = await db.CascadedItems.Where(i => i.PlanId == plan.Id).ToListAsync(stop);
        if (stored.Count == 0)
            return;
        var rows = Of(plan, default).ToDictionary(i => i.Id);
        var gone = new List<Guid>();
        foreach (var item in stored)
        {
            if (rows.TryGetValue(item.Id, out var row))
                Update(item, row);
            else
                gone.Add(item.Id);
        }
        if (gone.Count > 0)
            await db.Assignments.Where(a => gone.Contains(a.ItemId) && a.WithdrawnAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.WithdrawnAt, now), stop);
    }

    public static void Update(CascadedItemRow item, CascadedItemRow row) =>
        (item.Area, item.Position, item.Text, item.Content) = (row.Area, row.Position, row.Text, row.Content);
}

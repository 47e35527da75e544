using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.FromPlans;

/// <summary>
/// Takes the tasks of an issued or amended plan into the task book. Twice or late changes nothing; a row gone from the plan is cancelled.
/// </summary>
public static class TakePlan
{
    private const string By = "plan";

    public static void MapPlanEvents(this WebApplication app)
    {
        app.MapEvent<PlanIssuedV1>(Topics.PlanIssued, (e, services, stop) => TakeAsync(e, services, stop));
        app.MapEvent<PlanAmendedV1>(Topics.PlanAmended, (e, services, stop) => TakeAsync(e, services, stop));
    }

    private static async Task TakeAsync(PlanStateV1 plan, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<TasksDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var units = await services.GetRequiredService<OrgUnitDirectory>().GetAsync(stop);
        var surroundings = new MergePlan.Surroundings(
            units.ByCode.GetValueOrDefault(plan.OrgUnit)?.Parent ?? plan.OrgUnit,
            await services.GetRequiredService<WorkingDays>().GetAsync(stop),
            await services.GetRequiredService<OfficeDirectory>().OfAsync(plan.OrgUnit, stop),
            now);
        await db.WriteAsync(
            async () =>
            {
                var known = await db.PlanVersions.SingleOrDefaultAsync(p => p.PlanId == plan.PlanId, stop);
                if (known is not null && known.Version >= plan.Version)
                    return 0;
                if (known is null)
                    db.PlanVersions.Add(known = new() { PlanId = plan.PlanId });
                known.Version = plan.Version;
                await StoreAsync(db, plan, surroundings, stop);
                return await db.SaveChangesAsync(stop);
            },
            stop);
        services.GetRequiredService<OutboxSignal>().Set();
    }

    private static async Task StoreAsync(TasksDb db, PlanStateV1 plan, MergePlan.Surroundings surroundings, CancellationToken stop)
    {
        var rows = await db.Tasks.Where(t => t.PlanId == plan.PlanId).ToDictionaryAsync(t => t.Id, stop);
        var ids = rows.Keys.ToList();
        var occurrences = ids.Count == 0 ? [] : await db.Occurrences.Where(o => ids.Contains(o.TaskId)).OrderBy(o => o.WrittenOn)
            .ToListAsync(stop);
        var parents = rows.Values.Where(t => t.Parts > 0).Select(t => (Guid?)t.Id).ToList();
        var children = parents.Count == 0 ? [] : await db.Tasks.Where(t => parents.Contains(t.ParentId) && !t.Cancelled).ToListAsync(stop);
        var before = rows.Values.ToDictionary(t => t.Id, t => FieldChanges.Of(t, []));
        var known = new MergePlan.Known(rows, occurrences.ToLookup(o => o.TaskId), children.ToLookup(t => t.ParentId!.Value));
        var changed = MergePlan.Merge(plan, known, surroundings).ToList();
        await db.NumberAsync(changed.Select(c => c.Task).Where(t => !rows.ContainsKey(t.Id)), stop);
        foreach (var (task, now) in changed)
        {
            var isNew = !rows.ContainsKey(task.Id);
            if (isNew)
                db.Tasks.Add(task);
            var then = known.Occurrences[task.Id].ToList();
            db.Occurrences.AddRange(now.Except(then));
            db.Occurrences.RemoveRange(then.Except(now));
            var fields = FieldChanges.Of(task, []);
            var action = isNew ? "planned" : task.Cancelled ? "dropped" : "amended";
            db.Remember(task, fields.Since(before.GetValueOrDefault(task.Id, fields)), new(action, plan.Title), By, surroundings.Now);
            db.Announce(task, surroundings.Now);
        }
    }
}

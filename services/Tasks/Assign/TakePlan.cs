using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assign;

/// <summary>Takes the tasks of an issued or amended plan into the task book. Twice or late changes nothing; a row gone from the plan is cancelled.</summary>
public static class TakePlan
{
    public static void MapPlanEvents(this WebApplication app)
    {
        app.MapEvent<PlanIssuedV1>(Topics.PlanIssued, (e, services, stop) => TakeAsync(e, services, stop));
        app.MapEvent<PlanAmendedV1>(Topics.PlanAmended, (e, services, stop) => TakeAsync(e, services, stop));
    }

    private static async Task TakeAsync(PlanStateV1 plan, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<TasksDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await db.WriteAsync(
            async () =>
            {
                var known = await db.PlanVersions.SingleOrDefaultAsync(p => p.PlanId == plan.PlanId, stop);
                if (known is not null && known.Version >= plan.Version)
                    return 0;
                if (known is null)
                    db.PlanVersions.Add(known = new() { PlanId = plan.PlanId });
                known.Version = plan.Version;
                var rows = await db.Tasks.Where(t => t.PlanId == plan.PlanId).ToDictionaryAsync(t => t.Id, stop);
                foreach (var change in Merge(plan, rows, now))
                {
                    if (!rows.ContainsKey(change.Id))
                        db.Tasks.Add(change);
                    db.Announce(change, now);
                }
                return await db.SaveChangesAsync(stop);
            },
            stop);
        services.GetRequiredService<OutboxSignal>().Set();
    }

    /// <summary>Rows that are new or changed by the plan, with their new state and version. Alters the known rows in place.</summary>
    public static IEnumerable<TaskRow> Merge(PlanStateV1 plan, IReadOnlyDictionary<Guid, TaskRow> known, DateTimeOffset now)
    {
        var today = VietnamTime.DateOf(now);
        var position = 0;
        foreach (var planned in plan.Tasks)
        {
            var row = known.GetValueOrDefault(planned.TaskId) ?? new TaskRow
            {
                Id = planned.TaskId,
                OrgUnit = plan.OrgUnit,
                PlanId = plan.PlanId,
                Number = "",
                Content = "",
                Coordinators = "[]",
                Products = "[]",
                DeadlineText = "",
                DeadlineKind = "none",
                DueDates = "[]",
                State = TaskStates.NotStarted,
            };
            row.Position = position++;
            Fill(row, planned, plan);
            Touch(row, today, now);
            yield return row;
        }
        foreach (var gone in known.Values.Where(r => !r.Cancelled && plan.Tasks.All(t => t.TaskId != r.Id)))
        {
            gone.Cancelled = true;
            Touch(gone, today, now);
            yield return gone;
        }
    }

    private static void Fill(TaskRow row, PlannedTaskV1 planned, PlanStateV1 plan)
    {
        row.Area = planned.Area;
        row.Number = planned.Number;
        row.Content = planned.Content;
        row.LeadAgency = planned.LeadAgency;
        row.Coordinators = JsonSerializer.Serialize(planned.Coordinators, PlatformHost.Json);
        row.Products = JsonSerializer.Serialize(planned.Products, PlatformHost.Json);
        row.DeadlineText = planned.Deadline.Text;
        row.DeadlineKind = planned.Deadline.Kind;
        row.DeadlineFrom = planned.Deadline.From;
        row.DeadlineTo = planned.Deadline.To;
        row.Recurrence = planned.Deadline.Recurrence;
        row.DueDates = JsonSerializer.Serialize(planned.Deadline.DueDates, PlatformHost.Json);
        row.LastDueOn = planned.Deadline.DueDates.Count > 0 ? planned.Deadline.DueDates[^1] : null;
        row.FromYear = plan.From.Year;
        row.ToYear = plan.To.Year;
        row.Cancelled = false;
    }

    private static void Touch(TaskRow row, DateOnly today, DateTimeOffset now)
    {
        row.State = TaskRules.StateOf(row, today);
        row.Version++;
        row.UpdatedAt = now;
    }
}

public static class TaskAnnouncement
{
    /// <summary>Puts the task's whole state into the outbox.</summary>
    public static void Announce(this TasksDb db, TaskRow task, DateTimeOffset now) =>
        db.Outbox.Add(OutboxMessage.For(Topics.TaskChanged, new TaskChangedV1(
            Guid.NewGuid(), task.Id, task.OrgUnit, task.Area, task.FromYear, task.ToYear, task.Version, task.State, task.LastDueOn, now), now));
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Reminders;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Upkeep;

/// <summary>
/// Says what is due, unit by unit. A unit's reminders and their notices are one transaction: a process that dies leaves whole units
/// done or undone, and the next pass goes on with the undone ones.
/// </summary>
public sealed class ReminderSweep(
    IServiceScopeFactory scopes, OrgUnitDirectory directory, WorkingDays workingDays, IOptions<ReminderOptions> options, TimeProvider time,
    OutboxSignal signal, ILogger<ReminderSweep> logger) : PeriodicService(TimeSpan.FromMinutes(options.Value.EveryMinutes), time, logger)
{
    /// <summary>Tasks in one transaction.</summary>
    public const int BatchSize = 500;

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        await PassAsync(stop);
        return NextRound.AtNextTick;
    }

    /// <summary>Looks at every unit once; returns how many tasks were reminded of. Outside the hours nothing happens.</summary>
    public async Task<int> PassAsync(CancellationToken stop)
    {
        var now = Time.GetUtcNow();
        var today = VietnamTime.DateOf(now);
        var calendar = await workingDays.GetAsync(stop);
        var clock = TimeOnly.FromDateTime(now.ToOffset(VietnamTime.Offset).DateTime);
        if (!calendar.IsWorkingDay(today) || !clock.IsBetween(options.Value.From, options.Value.To))
            return 0;
        var units = await directory.GetAsync(stop);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        var schedules = await StoredRules.SchedulesAsync(db, calendar, today, stop);
        var count = 0;
        foreach (var code in await db.OpenTasks.Select(t => t.OrgUnit).Distinct().OrderBy(c => c).ToListAsync(stop))
        {
            if (!units.ByCode.TryGetValue(code, out var unit))
                continue;
            var pass = new UnitPass(unit, schedules(unit.Parent ?? unit.Code), today, now);
            for (int done; (done = await UnitAsync(db, pass, stop)) > 0; count += done)
                signal.Set();
        }
        await TellDepartmentsAsync(db, units, today, now, stop);
        return count;
    }

    /// <summary>One batch of one unit; returns how many tasks were reminded of.</summary>
    private static async Task<int> UnitAsync(TasksDb db, UnitPass pass, CancellationToken stop)
    {
        // Most looks find nothing: they take no write lock.
        if ((await pass.DueAsync(db, stop)).Count == 0)
            return 0;
        return await db.WriteAsync(
            async () =>
            {
                var due = (await pass.DueAsync(db, stop)).Take(BatchSize).ToList();
                foreach (var reminder in Gathering.Of(due, pass.Unit.Code))
                    db.Outbox.Add(
                        OutboxMessage.For(Topics.NoticeRaised, Gathering.Notice(reminder, pass.Unit, pass.Today, pass.Now), pass.Now));
                db.AddRange(due.Select(d => new ReminderSentRow
                {
                    TaskId = d.Task.Id,
                    DueOn = d.Task.Due,
                    Step = d.At.Key,
                    OrgUnit = pass.Unit.Code,
                    City = pass.Unit.Parent ?? pass.Unit.Code,
                    ForDepartment = d.At.Step.To.Contains(ReminderRules.Department),
                    SentAt = pass.Now,
                }));
                await db.SaveChangesAsync(stop);
                db.ChangeTracker.Clear();
                return due.Count;
            },
            stop);
    }

    /// <summary>
    /// One notice per city about all units' escalated tasks; what a process that died left untold is told by the next pass.
    /// </summary>
    private async Task TellDepartmentsAsync(TasksDb db, OrgUnitSnapshot units, DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        var cities = await db.RemindersSent.Where(r => r.ForDepartment).Select(r => r.City).Distinct().ToListAsync(stop);
        foreach (var city in cities)
        {
            await db.WriteAsync(
                async () =>
                {
                    var rows = await db.RemindersSent.AsNoTracking().Where(r => r.ForDepartment && r.City == city)
                        .Select(r => new { r.TaskId, r.OrgUnit, r.DueOn }).ToListAsync(stop);
                    if (rows.Count == 0)
                        return 0;
                    var byUnit = rows.GroupBy(r => r.OrgUnit).Where(g => units.ByCode.ContainsKey(g.Key))
                        .Select(g => (units.ByCode[g.Key], g.Select(r => r.TaskId).Distinct().Count(), g.Min(r => r.DueOn))).ToList();
                    var notice = Gathering.DepartmentNotice(city, byUnit, rows.Min(r => r.TaskId), today, now);
                    db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, notice, now));
                    await db.RemindersSent.Where(r => r.ForDepartment && r.City == city)
                        .ExecuteUpdateAsync(s => s.SetProperty(r => r.ForDepartment, false), stop);
                    return await db.SaveChangesAsync(stop);
                },
                stop);
            db.ChangeTracker.Clear();
            signal.Set();
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Reminders;

/// <summary>One unit's tasks that call for a reminder which was not sent yet.</summary>
public sealed record UnitPass(OrgUnitInfo Unit, ReminderSchedule Schedule, DateOnly Today, DateTimeOffset Now)
{
    public async Task<List<DueTask>> DueAsync(TasksDb db, CancellationToken stop)
    {
        var due = (await ReminderTask.OfUnitAsync(db, Unit.Code, stop))
            .Select(t => (Task: t, At: Schedule.For(t.Due, Unit.Kind, t.Weekly))).Where(t => t.At is not null)
            .Select(t => new DueTask(t.Task, t.At!)).ToList();
        if (due.Count == 0)
            return due;
        var (from, to) = (due.Min(d => d.Task.Due), due.Max(d => d.Task.Due));
        var sent = (await db.RemindersSent.AsNoTracking().Where(r => r.OrgUnit == Unit.Code && r.DueOn >= from && r.DueOn <= to)
            .Select(r => new { r.TaskId, r.DueOn, r.Step }).ToListAsync(stop)).Select(r => (r.TaskId, r.DueOn, r.Step)).ToHashSet();
        return [.. due.Where(d => !sent.Contains((d.Task.Id, d.Task.Due, d.At.Key)))];
    }
}

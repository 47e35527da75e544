using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Hosting;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Reminders;

/// <summary>What reminding needs to know of an open task.</summary>
/// <param name="Office">The office that has it; null when it is not known.</param>
/// <param name="User">The person who has it; null when nobody in particular has.</param>
public sealed record ReminderTask(Guid Id, string OrgUnit, string Number, string Content, DateOnly Due, bool Weekly, int Percent, string? Office, string? User);

/// <summary>The open tasks of a unit that have a due date; done, cancelled and waiting ones are not reminded of.</summary>
public static class OpenTasks
{
    public static IQueryable<TaskRow> Of(TasksDb db) => db.Tasks.AsNoTracking()
        .Where(t => t.State == TaskStates.NotStarted || t.State == TaskStates.InProgress || t.State == TaskStates.Overdue);

    public static async Task<List<ReminderTask>> OfUnitAsync(TasksDb db, string unit, DateOnly today, CancellationToken stop)
    {
        var rows = await Of(db).Where(t => t.OrgUnit == unit && t.LastDueOn != null && t.DeadlineKind != "continuous")
            .Select(t => new { t.Id, t.Number, t.Content, t.DueDates, t.Recurrence, t.Percent }).ToListAsync(stop);
        return [.. rows.Select(t => (Row: t, Due: TaskRules.NextDue(JsonSerializer.Deserialize<List<DateOnly>>(t.DueDates, PlatformHost.Json)!, today)))
            .Where(t => t.Due is not null)
            .Select(t => new ReminderTask(t.Row.Id, unit, t.Row.Number, t.Row.Content, t.Due!.Value, t.Row.Recurrence == "week", t.Row.Percent, null, null))];
    }
}

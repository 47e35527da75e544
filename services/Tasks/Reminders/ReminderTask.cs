using Microsoft.EntityFrameworkCore;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Reminders;

/// <summary>What reminding needs to know of an open task.</summary>
/// <param name="Office">The office that has it; null when it is not known.</param>
/// <param name="User">The person who has it; null when nobody in particular has.</param>
public sealed record ReminderTask(
    Guid Id, string OrgUnit, string Number, string Content, DateOnly Due, bool Weekly, int Percent, string? Office, string? User)
{
    /// <summary>The open tasks of a unit that have a due date.</summary>
    public static async Task<List<ReminderTask>> OfUnitAsync(TasksDb db, string unit, CancellationToken stop)
    {
        var rows = await db.OpenTasks.Where(t => t.OrgUnit == unit && t.DueOn != null && t.DeadlineKind != DeadlineKinds.Continuous)
            .Select(t => new { t.Id, t.Number, t.Content, t.DueOn, t.Recurrence, t.Percent, t.AssigneeOffice, t.AssigneeUser })
            .ToListAsync(stop);
        return rows.ConvertAll(t => new ReminderTask(
            t.Id, unit, t.Number, t.Content, t.DueOn!.Value, t.Recurrence == "week", t.Percent, t.AssigneeOffice, t.AssigneeUser));
    }
}

using System.Globalization;
using System.Text;
using Platform.Contracts.Events;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Tasks.Reminders;

/// <summary>A task with the step it is at.</summary>
public sealed record DueTask(ReminderTask Task, DueStep At);

/// <summary>One notice to come: to whom, about which tasks.</summary>
/// <param name="Recipient">One of <see cref="ReminderRules.Officer"/> and <see cref="ReminderRules.Leader"/>.</param>
public sealed record Reminder(string Recipient, NoticeAudienceV1 To, IReadOnlyList<DueTask> Tasks);

/// <summary>Gathers a unit's tasks into one notice per recipient and step, and words it. Pure.</summary>
public static class Gathering
{
    private const int MostListed = 20;
    private const int LongestLine = 160;

    public static IEnumerable<Reminder> Of(IReadOnlyList<DueTask> tasks, string unit)
    {
        // The times of a repeated step go together.
        var steps = tasks.GroupBy(t => (t.At.Step.When, t.At.Step.WorkingDays));
        foreach (var step in steps.OrderBy(g => g.Key.When, StringComparer.Ordinal).ThenBy(g => g.Key.WorkingDays))
        {
            var all = step.OrderBy(t => t.Task.Due).ThenBy(t => t.Task.Id).ToList();
            var to = all[0].At.Step.To;
            if (to.Contains(ReminderRules.Officer))
            {
                foreach (var group in all.GroupBy(t => OfficerOf(t.Task)))
                    yield return new(ReminderRules.Officer, group.Key, [.. group]);
            }
            if (to.Contains(ReminderRules.Leader))
                yield return new(ReminderRules.Leader, new(unit, Role: Roles.CommuneLeader), all);
        }
    }

    /// <summary>The person, else the office, else all officers of the unit.</summary>
    private static NoticeAudienceV1 OfficerOf(ReminderTask task) =>
        task.User is { } user ? new(task.OrgUnit, UserName: user)
        : task.Office is { } office ? new(task.OrgUnit, Office: office)
        : new(task.OrgUnit, Role: Roles.CommuneOfficer);

    /// <param name="day">The day it is said on.</param>
    public static NoticeRaisedV1 Notice(Reminder reminder, OrgUnitInfo unit, DateOnly day, DateTimeOffset now)
    {
        var (tasks, step) = (reminder.Tasks, reminder.Tasks[0].At.Step);
        // A task is at a step of a due date once, so its first task tells one notice from another of the same day.
        var id = string.Create(
            CultureInfo.InvariantCulture,
            $"reminder/{reminder.Recipient}/{tasks[0].At.Key}/{tasks[0].Task.Due:yyyyMMdd}/{tasks[0].Task.Id:N}");
        return new(
            Guid.NewGuid(), id, unit.Code, KindOf(step),
            step.When == ReminderRules.Before && tasks.Min(t => t.At.Days) > 2 ? NoticeUrgency.Info : NoticeUrgency.Warning,
            Title(tasks), Body(tasks, unit, step, day), tasks.Count == 1 ? $"/nhiem-vu/{tasks[0].Task.Id}" : $"/don-vi/{unit.Code}",
            [reminder.To], now);
    }

    /// <summary>What the Department is told: its units' long overdue tasks, counted by unit.</summary>
    /// <param name="escalated">Tasks by unit.</param>
    public static NoticeRaisedV1 DepartmentNotice(
        string city, IReadOnlyList<(OrgUnitInfo Unit, int Count, DateOnly Earliest)> escalated, Guid first, DateOnly day,
        DateTimeOffset now)
    {
        var tasks = escalated.Sum(u => u.Count);
        var body = new StringBuilder();
        var most = escalated.OrderByDescending(u => u.Count).ThenBy(u => u.Unit.Code, StringComparer.Ordinal).Take(60);
        foreach (var (unit, count, earliest) in most)
            body.Append(CultureInfo.InvariantCulture, $"• {unit.FullName}: {count} nhiệm vụ, hạn sớm nhất {earliest:dd/MM/yyyy}\n");
        if (escalated.Count > 60)
            body.Append(CultureInfo.InvariantCulture, $"… và {escalated.Count - 60} đơn vị khác.\n");
        return new(
            Guid.NewGuid(), string.Create(CultureInfo.InvariantCulture, $"reminder/department/{city}/{day:yyyyMMdd}/{first:N}"), city,
            "task-escalated", NoticeUrgency.Warning,
            $"{tasks} nhiệm vụ của {escalated.Count} đơn vị quá hạn kéo dài", body.ToString().TrimEnd(), "/",
            [new(city, Role: Roles.CityAdmin)], now);
    }

    private static string KindOf(ReminderStep step) => step.When switch
    {
        ReminderRules.Before => "task-due-soon",
        ReminderRules.On => "task-due-today",
        _ => step.To.Contains(ReminderRules.Department) ? "task-escalated" : "task-overdue",
    };

    private static string Title(IReadOnlyList<DueTask> tasks)
    {
        var what = tasks.Count == 1 ? tasks[0].Task.Content.Shortened(LongestLine) : $"{tasks.Count} nhiệm vụ";
        var (fewest, most) = (tasks.Min(t => t.At.Days), tasks.Max(t => t.At.Days));
        var days = fewest == most ? $"{fewest}" : $"{fewest} đến {most}";
        return tasks[0].At.Step.When switch
        {
            ReminderRules.Before => $"Còn {days} ngày làm việc: {what}",
            ReminderRules.On => $"Đến hạn: {what}",
            _ => $"Quá hạn {days} ngày làm việc: {what}",
        };
    }

    private static string Body(IReadOnlyList<DueTask> tasks, OrgUnitInfo unit, ReminderStep step, DateOnly day)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"{unit.FullName}, ngày {day:dd/MM/yyyy}:\n");
        foreach (var (task, _) in tasks.Take(MostListed))
        {
            var number = task.Number.Length > 0 ? $"{task.Number}. " : "";
            body.Append(
                CultureInfo.InvariantCulture, $"• {number}{task.Content.Shortened(LongestLine)} (hạn {task.Due:dd/MM/yyyy}, tiến độ {task.Percent}%)\n");
        }
        if (tasks.Count > MostListed)
            body.Append(CultureInfo.InvariantCulture, $"… và {tasks.Count - MostListed} nhiệm vụ khác.\n");
        if (step.To.Contains(ReminderRules.Department))
            body.Append("Sở Nội vụ cũng được báo về các nhiệm vụ này.\n");
        return body.ToString().TrimEnd();
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Text;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Reminders;

/// <summary>The rules as stored: a city's own, else the default ones.</summary>
public static class StoredRules
{
    public static IReadOnlyList<ReminderStep> StepsOf(ReminderRulesRow? row) =>
        row is null ? ReminderRules.Default : JsonSerializer.Deserialize<List<ReminderStep>>(row.Steps, PlatformJson.Options)!;

    public static async Task<Func<string, ReminderSchedule>> SchedulesAsync(
        TasksDb db, WorkingCalendar calendar, DateOnly today, CancellationToken stop)
    {
        var own = await db.ReminderRules.AsNoTracking()
            .ToDictionaryAsync(r => r.City, r => new ReminderSchedule(StepsOf(r), calendar, today), stop);
        var usual = new ReminderSchedule(ReminderRules.Default, calendar, today);
        return city => own.GetValueOrDefault(city, usual);
    }
}

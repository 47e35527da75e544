using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Identity.Storage;

namespace Platform.Identity.Calendar;

public static class StoredCalendar
{
    /// <summary>The working-day calendar from the table: a few hundred rows.</summary>
    public static async Task<WorkingCalendar> WorkingCalendarAsync(this IdentityDb db, CancellationToken stop)
    {
        var days = await db.CalendarDays.AsNoTracking().ToListAsync(stop);
        return new(days.Where(d => !d.Working).Select(d => d.Day).ToHashSet(), days.Where(d => d.Working).Select(d => d.Day).ToHashSet());
    }
}

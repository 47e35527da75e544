using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;

namespace Platform.Identity.Calendar;

/// <summary>
/// Public holidays with a fixed date (Labour Code 2019, article 112): 1 January, 30 April, 1 May, 2 September.
/// Tết, the Hùng Kings' day, the second day around 2 September and exchanged days are decided year by year: the Department enters them.
/// </summary>
public static class PublicHolidays
{
    private const int FirstYear = 2023;
    private const int LastYear = 2035;

    public static async Task SeedAsync(IdentityDb db)
    {
        if (await db.CalendarDays.AnyAsync())
            return;
        db.CalendarDays.AddRange(Fixed());
        await db.SaveChangesAsync();
    }

    public static IEnumerable<CalendarDayRow> Fixed()
    {
        for (var year = FirstYear; year <= LastYear; year++)
        {
            yield return Off(year, 1, 1, "Tết Dương lịch");
            yield return Off(year, 4, 30, "Ngày Chiến thắng");
            yield return Off(year, 5, 1, "Quốc tế lao động");
            yield return Off(year, 9, 2, "Quốc khánh");
        }
    }

    private static CalendarDayRow Off(int year, int month, int day, string name) => new() { Day = new(year, month, day), Working = false, Name = name };
}

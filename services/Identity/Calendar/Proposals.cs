namespace Platform.Identity.Calendar;

/// <summary>
/// The days off that Labour Code 2019, articles 111 and 112 let expect in a year. Proposals for a person to check: how Tết lies
/// around its first day, which neighbour of 2 September is off, and days exchanged are decided each year. Pure.
/// </summary>
public static class Proposals
{
    public static IReadOnlyList<CalendarDay> Of(int year)
    {
        var tet = LunarDates.NewYear(year);
        var national = new DateOnly(year, 9, 2);
        var before = national.AddDays(-1);
        (DateOnly Day, string Name)[] holidays =
        [
            (new(year, 1, 1), "Tết Dương lịch"),
            .. Enumerable.Range(-1, 5).Select(i => (tet.AddDays(i), i < 0 ? "Giao thừa Tết Nguyên đán" : $"Mùng {i + 1} Tết Nguyên đán")),
            (LunarDates.Day(year, 3, 10), "Giỗ Tổ Hùng Vương"),
            (new(year, 4, 30), "Ngày Chiến thắng"),
            (new(year, 5, 1), "Quốc tế lao động"),
            (national, "Quốc khánh"),
            (IsWeekend(before) ? national.AddDays(1) : before, "Quốc khánh (ngày liền kề)"),
        ];
        var off = new SortedDictionary<DateOnly, string>();
        foreach (var (day, name) in holidays)
            off.TryAdd(day, name);
        // Article 111.3: a holiday on a weekly day off is made up for on the next working day.
        foreach (var (day, name) in holidays.Where(h => IsWeekend(h.Day)).OrderBy(h => h.Day))
        {
            var next = day;
            while (IsWeekend(next) || off.ContainsKey(next))
                next = next.AddDays(1);
            off.Add(next, $"Nghỉ bù {name}");
        }
        return [.. off.Where(d => d.Key.Year == year).Select(d => new CalendarDay(d.Key, false, d.Value))];
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

namespace Platform.Tasks.Model;

/// <summary>The due dates of a recurring assignment. Pure.</summary>
public static class Recurrences
{
    public const int Most = 60;

    public static readonly string[] Cycles = ["week", "month", "quarter", "halfYear", "year"];

    /// <summary>
    /// One due date for each cycle that lies in [<paramref name="from"/>, <paramref name="to"/>], at most <see cref="Most"/>.
    /// </summary>
    /// <param name="every">week, month, quarter, halfYear, year.</param>
    /// <param name="day">Day of the cycle's last month (or of the week, 1 = Monday); the cycle's last day when absent or beyond it.</param>
    public static IReadOnlyList<DateOnly> Dates(string every, DateOnly from, DateOnly to, int? day) =>
        [.. (every == "week" ? Weeks(from, to, day ?? 7) : Months(MonthsOf(every), from, to, day))
            .Where(d => d >= from && d <= to).Take(Most)];

    private static int MonthsOf(string every) => every switch
    {
        "month" => 1,
        "quarter" => 3,
        "halfYear" => 6,
        _ => 12,
    };

    private static IEnumerable<DateOnly> Weeks(DateOnly from, DateOnly to, int day)
    {
        for (var monday = from.AddDays(-(((int)from.DayOfWeek + 6) % 7)); monday <= to; monday = monday.AddDays(7))
            yield return monday.AddDays(Math.Clamp(day, 1, 7) - 1);
    }

    private static IEnumerable<DateOnly> Months(int months, DateOnly from, DateOnly to, int? day)
    {
        for (var first = new DateOnly(from.Year, ((from.Month - 1) / months * months) + 1, 1); first <= to; first = first.AddMonths(months))
        {
            var last = first.AddMonths(months).AddDays(-1);
            yield return new(last.Year, last.Month, Math.Clamp(day ?? last.Day, 1, last.Day));
        }
    }
}

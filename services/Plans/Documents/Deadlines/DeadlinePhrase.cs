namespace Platform.PlanDocuments;

/// <summary>One phrase: as written, folded, and the period that supplies a missing year.</summary>
internal sealed record DeadlinePhrase(string Written, string Text, PlanPeriod? Period)
{
    public int? SingleYear => Period?.SingleYear;

    public Deadline Is(DeadlineKind kind, DateOnly? from = null, DateOnly? to = null, bool before = false, bool yearInferred = false) =>
        new(Written, kind, from, to, Before: before, YearInferred: yearInferred);

    public Deadline Unknown() => new(Written, DeadlineKind.Unknown);
}

internal static class Days
{
    public static DateOnly First(int year) => new(year, 1, 1);

    public static DateOnly Last(int year) => new(year, 12, 31);

    public static DateOnly EndOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    public static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    public static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>Null when there is no such day.</summary>
    public static DateOnly? Try(int? year, int month, int day) =>
        year is >= 1900 and <= 2999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month)
            ? new DateOnly(year.Value, month, day)
            : null;
}

/// <summary>
/// Monday to Friday. Public holidays move from year to year and are not known here: what follows from this is inferred, not certain.
/// </summary>
internal static class WorkingDays
{
    public static DateOnly After(DateOnly start, int days)
    {
        var day = start;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }
        return day;
    }
}

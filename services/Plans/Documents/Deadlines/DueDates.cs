namespace Platform.PlanDocuments;

/// <summary>The due dates that follow from a deadline. Pure; nothing is guessed: an unknown or instructed deadline has none.</summary>
public static class DueDates
{
    private const int Most = 60;

    /// <param name="period">The plan's period, for deadlines that name no end of their own.</param>
    /// <returns>In order; one for byDate, window and continuous, one per cycle for recurring.</returns>
    public static IReadOnlyList<DateOnly> Of(Deadline deadline, PlanPeriod? period)
    {
        var from = deadline.From ?? period?.From;
        var to = deadline.To ?? period?.To;
        return deadline.Kind switch
        {
            DeadlineKind.ByDate or DeadlineKind.Window => deadline.To is { } due ? [due] : [],
            DeadlineKind.Continuous => to is { } end ? [end] : [],
            DeadlineKind.Recurring when from is { } first && to is { } last && deadline.Recurrence is { } recurrence =>
                [.. Cycles(recurrence.Every, first, last).Select(c => DueIn(c.From, c.To, deadline.DueRule))
                    .Where(d => d >= first && d <= last).Take(Most)],
            _ => [],
        };
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Cycles(RecurrenceUnit unit, DateOnly first, DateOnly last)
    {
        if (unit == RecurrenceUnit.Week)
        {
            var start = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
            for (var week = start; week <= last; week = week.AddDays(7))
                yield return (week, week.AddDays(6));
            yield break;
        }
        var months = unit switch
        {
            RecurrenceUnit.Month => 1,
            RecurrenceUnit.Quarter => 3,
            RecurrenceUnit.HalfYear => 6,
            _ => 12,
        };
        var month = ((first.Month - 1) / months * months) + 1;
        for (var start = new DateOnly(first.Year, month, 1); start <= last; start = start.AddMonths(months))
            yield return (start, start.AddMonths(months).AddDays(-1));
    }

    private static DateOnly DueIn(DateOnly from, DateOnly to, DueRule? rule) => rule?.Month switch
    {
        DueMonth.EachMonth or DueMonth.LastMonthOfCycle => Day(to.Year, to.Month, rule.Day),
        DueMonth.FirstMonthAfterCycle => Day(to.AddMonths(1).Year, to.AddMonths(1).Month, rule.Day),
        DueMonth.Fixed when rule.MonthNumber is { } month => Day(from.Year, month, rule.Day),
        _ => to,
    };

    private static DateOnly Day(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}

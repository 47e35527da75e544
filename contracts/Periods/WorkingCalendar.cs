namespace Platform.Contracts.Periods;

/// <summary>Working days: Monday to Friday, less the days off, plus the weekends worked in exchange. Pure; the days come from Identity.</summary>
public sealed class WorkingCalendar(IReadOnlySet<DateOnly> daysOff, IReadOnlySet<DateOnly> daysWorked)
{
    /// <summary>Monday to Friday and nothing else.</summary>
    public static readonly WorkingCalendar Plain = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());

    public bool IsWorkingDay(DateOnly day) =>
        daysWorked.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !daysOff.Contains(day));

    /// <summary>The day itself, or the next working day: a deadline on a day off moves behind it (Civil Code 2015, article 148).</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The day itself, or the last working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(-1);
        return day;
    }

    /// <summary>The working day that lies <paramref name="count"/> working days after (or, when negative, before) a day; the day itself is not counted.</summary>
    public DateOnly Add(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
                left--;
        }
        return day;
    }

    /// <summary>How many working days lie in (<paramref name="from"/>, <paramref name="to"/>]; 0 when <paramref name="to"/> is not later.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
                count++;
        }
        return count;
    }
}

namespace Platform.Contracts.Periods;

/// <summary>
/// Default dates of a reporting period as practised under Decree 09/2019/NĐ-CP: figures run from the 15th of the month
/// before to the 14th of the last month; the deadlines are those of the communes' own plans. Every date can be edited
/// on the period's row afterwards.
/// </summary>
/// <param name="From">First day covered.</param>
/// <param name="To">First day no longer covered (the day after the cut-off).</param>
/// <param name="OfficeDue">Last day for a commune's offices to send their parts.</param>
/// <param name="CommuneDue">Last day for the commune to submit to the Department.</param>
/// <param name="CityDue">Last day for the city to report upward.</param>
public sealed record PeriodWindow(DateOnly From, DateOnly To, DateOnly OfficeDue, DateOnly CommuneDue, DateOnly CityDue)
{
    public static PeriodWindow Default(PeriodCode period)
    {
        var (first, last) = Months(period);
        var from = new DateOnly(period.Year, first, 15).AddMonths(-1);
        var to = new DateOnly(period.Year, last, 15);
        var communeDay = period.Kind switch
        {
            PeriodKind.Month => 20,
            PeriodKind.Year => 10,
            _ => 15,
        };
        var officeDay = period.Kind == PeriodKind.Year ? 5 : 10;
        return new(
            from,
            to,
            new DateOnly(period.Year, last, officeDay),
            WorkingDayOnOrAfter(new DateOnly(period.Year, last, communeDay)),
            WorkingDayOnOrAfter(new DateOnly(period.Year, last, Math.Min(communeDay + 5, 25))));
    }

    /// <summary>The day itself, or the Monday after when it falls on a weekend.</summary>
    public static DateOnly WorkingDayOnOrAfter(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static (int First, int Last) Months(PeriodCode period) => period.Kind switch
    {
        PeriodKind.Month => (period.Number, period.Number),
        PeriodKind.Quarter => ((period.Number * 3) - 2, period.Number * 3),
        PeriodKind.HalfYear => ((period.Number * 6) - 5, period.Number * 6),
        PeriodKind.NineMonths => (1, 9),
        _ => (1, 12),
    };
}

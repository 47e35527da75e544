namespace Platform.Contracts.Periods;

/// <summary>
/// Asia/Ho_Chi_Minh, UTC+7 without daylight saving since 1975: kept as a fixed offset so that no time zone database is needed.
/// </summary>
public static class VietnamTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which <paramref name="day"/> is over in Viet Nam (exclusive end of a deadline day), in UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    public static DateTimeOffset StartOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();
}

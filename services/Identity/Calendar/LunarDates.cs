namespace Platform.Identity.Calendar;

/// <summary>
/// Days of the Vietnamese lunisolar calendar, by the sun and the moon as seen at UTC+7 (Hồ Ngọc Đức's method after Meeus,
/// "Astronomical Algorithms"). .NET's Chinese calendar counts at UTC+8 and differs in some years (Tết 1985, 2007, 2030). Pure.
/// </summary>
public static class LunarDates
{
    private const double TimeZoneHours = 7;
    private const double SynodicMonth = 29.530588853;
    private const double Radians = Math.PI / 180;

    /// <summary>First day of the lunar year that begins in this year (mùng 1 Tết).</summary>
    public static DateOnly NewYear(int year) => Day(year, 1, 1);

    /// <summary>A day of the lunar year that begins in <paramref name="year"/>; leap months are not asked for.</summary>
    public static DateOnly Day(int year, int lunarMonth, int lunarDay)
    {
        var (before, after) = (MonthEleven(year - 1), MonthEleven(year));
        if (lunarMonth >= 11)
            (before, after) = (after, MonthEleven(year + 1));
        var index = (int)Math.Floor(0.5 + ((before - 2415021.076998695) / SynodicMonth));
        var offset = (lunarMonth - 11 + 12) % 12;
        if (after - before > 365 && offset >= LeapOffset(before))
            offset++;
        return DateOnly.FromDayNumber(NewMoonDay(index + offset) + lunarDay - 1 - JulianDayOfDayNumberZero);
    }

    // Julian day number of 0001-01-01 (DateOnly's day number 0).
    private const int JulianDayOfDayNumberZero = 1721426;

    /// <summary>Beginning of the month with the winter solstice (month 11) of a year.</summary>
    private static int MonthEleven(int year)
    {
        var lastDay = new DateOnly(year, 12, 31).DayNumber + JulianDayOfDayNumberZero;
        var index = (int)Math.Floor((lastDay - 2415021) / SynodicMonth);
        var newMoon = NewMoonDay(index);
        return SunSector(newMoon) >= 9 ? NewMoonDay(index - 1) : newMoon;
    }

    /// <summary>Which month after month 11 is the leap month: the first without a major solar term.</summary>
    private static int LeapOffset(int monthEleven)
    {
        var index = (int)Math.Floor(0.5 + ((monthEleven - 2415021.076998695) / SynodicMonth));
        var sector = SunSector(NewMoonDay(index + 1));
        for (var i = 2; i < 14; i++)
        {
            var next = SunSector(NewMoonDay(index + i));
            if (next == sector)
                return i - 1;
            sector = next;
        }
        return 13;
    }

    /// <summary>Julian day number (local) of the k-th new moon after 1 January 1900.</summary>
    private static int NewMoonDay(int k)
    {
        var t = k / 1236.85;
        var (t2, t3) = (t * t, t * t * t);
        var mean = 2415020.75933 + (29.53058868 * k) + (0.0001178 * t2) - (0.000000155 * t3)
            + (0.00033 * Math.Sin((166.56 + (132.87 * t) - (0.009173 * t2)) * Radians));
        var sun = (359.2242 + (29.10535608 * k) - (0.0000333 * t2) - (0.00000347 * t3)) * Radians;
        var moon = (306.0253 + (385.81691806 * k) + (0.0107306 * t2) + (0.00001236 * t3)) * Radians;
        var node = (21.2964 + (390.67050646 * k) - (0.0016528 * t2) - (0.00000239 * t3)) * Radians;
        var correction = ((0.1734 - (0.000393 * t)) * Math.Sin(sun)) + (0.0021 * Math.Sin(2 * sun))
            - (0.4068 * Math.Sin(moon)) + (0.0161 * Math.Sin(2 * moon)) - (0.0004 * Math.Sin(3 * moon))
            + (0.0104 * Math.Sin(2 * node)) - (0.0051 * Math.Sin(sun + moon)) - (0.0074 * Math.Sin(sun - moon))
            + (0.0004 * Math.Sin((2 * node) + sun)) - (0.0004 * Math.Sin((2 * node) - sun)) - (0.0006 * Math.Sin((2 * node) + moon))
            + (0.0010 * Math.Sin((2 * node) - moon)) + (0.0005 * Math.Sin((2 * moon) + sun));
        var delta = t < -11
            ? 0.001 + (0.000839 * t) + (0.0002261 * t2) - (0.00000845 * t3) - (0.000000081 * t * t3)
            : -0.000278 + (0.000265 * t) + (0.000262 * t2);
        return (int)Math.Floor(mean + correction - delta + 0.5 + (TimeZoneHours / 24));
    }

    /// <summary>Which twelfth of its way (from the spring equinox) the sun is in at local midnight of a day: 0 to 11.</summary>
    private static int SunSector(int day)
    {
        var t = (day - 0.5 - (TimeZoneHours / 24) - 2451545.0) / 36525;
        var t2 = t * t;
        var anomaly = (357.52910 + (35999.05030 * t) - (0.0001559 * t2) - (0.00000048 * t * t2)) * Radians;
        var mean = 280.46645 + (36000.76983 * t) + (0.0003032 * t2);
        var centre = ((1.914600 - (0.004817 * t) - (0.000014 * t2)) * Math.Sin(anomaly))
            + ((0.019993 - (0.000101 * t)) * Math.Sin(2 * anomaly)) + (0.000290 * Math.Sin(3 * anomaly));
        var longitude = (mean + centre) % 360;
        return (int)Math.Floor((longitude < 0 ? longitude + 360 : longitude) / 30);
    }
}

using System.Globalization;

namespace Platform.Tasks.Lists;

/// <summary>The due dates a list is narrowed to, both ends included. Pure.</summary>
/// <param name="OpenOnly">Tasks done or cancelled are left out.</param>
public sealed record DueRange(DateOnly? From, DateOnly? To, bool OpenOnly)
{
    /// <returns>Null when the text is none of the forms.</returns>
    public static DueRange? Parse(string text, DateOnly today)
    {
        if (text == "week")
            return new(null, today.AddDays(6 - (((int)today.DayOfWeek + 6) % 7)), OpenOnly: true);
        if (text == "month")
            return new(null, new(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month)), OpenOnly: true);
        if (text.Split("..") is not [var from, var to] || (from.Length == 0 && to.Length == 0))
            return null;
        return Day(from, out var first) && Day(to, out var last) ? new(first, last, OpenOnly: false) : null;
    }

    private static bool Day(string text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
        return day is not null || text.Length == 0;
    }
}

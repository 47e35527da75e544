using System.Globalization;
using Platform.Tasks.Model;

namespace Platform.Tasks.Lists;

/// <summary>The orders of a list and the place in it after which the next page begins. Pure.</summary>
/// <param name="Key">Due key or, newest first, the instant of the last change in Unix milliseconds.</param>
public sealed record ListCursor(long Key, long Seq)
{
    public const string ByDue = "due";
    public const string ByUpdate = "updated";
    public const string ByPlan = "plan";

    public static ListCursor After(TaskRow row, string sort) =>
        new(sort == ByUpdate ? row.UpdatedAt.ToUnixTimeMilliseconds() : row.DueKey, row.Seq);

    public static bool TryParse(string text, out ListCursor cursor)
    {
        cursor = new(0, 0);
        if (text.Split('.') is not [var key, var seq]
            || !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var k) || k > 253_402_300_799_999
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var s))
        {
            return false;
        }
        cursor = new(k, s);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}.{Seq}");
}

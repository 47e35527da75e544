using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platform.Contracts.Periods;

/// <summary>Kinds of reporting periods (Decree 09/2019/NĐ-CP); extraordinary ones (báo cáo đột xuất) are asked for on demand.</summary>
public enum PeriodKind { Month, Quarter, HalfYear, NineMonths, Year, Extraordinary }

/// <summary>
/// A reporting period code: <c>2025-07</c>, <c>2025-Q3</c>, <c>2025-H1</c>, <c>2025-9M</c>, <c>2025</c>, and <c>2025-X01</c> for
/// the first extraordinary report of a year.
/// Periods overlap (Q1 lies in H1 lies in the year), so a period is compared by its window, not by its code.
/// </summary>
public readonly record struct PeriodCode(int Year, PeriodKind Kind, int Number)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out PeriodCode period)
    {
        period = default;
        if (text is null || text.Length < 4 || !TryDigits(text.AsSpan(0, 4), out var year) || year is < 2000 or > 2100)
            return false;
        if (text.Length == 4)
        {
            period = new(year, PeriodKind.Year, 1);
            return true;
        }
        if (text.Length == 8 && text[4] == '-' && text[5] == 'X' && TryDigits(text.AsSpan(6), out var number) && number >= 1)
        {
            period = new(year, PeriodKind.Extraordinary, number);
            return true;
        }
        if (text.Length != 7 || text[4] != '-')
            return false;
        (PeriodKind Kind, int Number)? part = (text[5], text[6]) switch
        {
            ('Q', >= '1' and <= '4') => (PeriodKind.Quarter, text[6] - '0'),
            ('H', '1' or '2') => (PeriodKind.HalfYear, text[6] - '0'),
            ('9', 'M') => (PeriodKind.NineMonths, 1),
            _ when TryDigits(text.AsSpan(5), out var month) && month is >= 1 and <= 12 => (PeriodKind.Month, month),
            _ => null,
        };
        if (part is not { } p)
            return false;
        period = new(year, p.Kind, p.Number);
        return true;
    }

    public static PeriodCode Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"Not a reporting period: '{text}'.");

    public override string ToString() => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}"),
        PeriodKind.Quarter => $"{Year}-Q{Number}",
        PeriodKind.HalfYear => $"{Year}-H{Number}",
        PeriodKind.NineMonths => $"{Year}-9M",
        PeriodKind.Extraordinary => string.Create(CultureInfo.InvariantCulture, $"{Year}-X{Number:D2}"),
        _ => Year.ToString(CultureInfo.InvariantCulture),
    };

    private static bool TryDigits(ReadOnlySpan<char> text, out int value) =>
        // int.TryParse alone also takes trailing NUL characters.
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && !text.Contains('\0');
}

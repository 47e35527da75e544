using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>The period a plan is for, from its title.</summary>
internal static partial class PeriodReader
{
    public static PlanPeriod? Read(string text)
    {
        var folded = VietnameseText.Skeleton(text);
        // Skeleton turns lone digits into nothing else: words of digits only stay.
        if (Term().Match(folded) is { Success: true } term)
        {
            var (from, to) = (Number(term, "from"), Number(term, "to"));
            if (from < to) return Make($"{from}-{to}", from, 1, to, 12, text, term);
        }
        if (Part().Match(folded) is { Success: true } part)
        {
            var year = Number(part, "y");
            if (part.Groups["n"].Value is "9" or "chin") return Make($"{year}-9M", year, 1, year, 9, text, part);
            return part.Groups["part"].Value.StartsWith('c')
                ? Make($"{year}-H2", year, 7, year, 12, text, part)
                : Make($"{year}-H1", year, 1, year, 6, text, part);
        }
        if (Quarter().Match(folded) is { Success: true } quarter)
        {
            var q = quarter.Groups["q"].Value switch { "i" or "1" => 1, "ii" or "2" => 2, "iii" or "3" => 3, _ => 4 };
            var year = Number(quarter, "y");
            return Make($"{year}-Q{q}", year, 3 * q - 2, year, 3 * q, text, quarter);
        }
        if (Month().Match(folded) is { Success: true } month && Number(month, "m") is >= 1 and <= 12)
        {
            var (year, m) = (Number(month, "y"), Number(month, "m"));
            return Make($"{year}-{m:00}", year, m, year, m, text, month);
        }
        if (Year().Match(folded) is { Success: true } one)
        {
            var year = Number(one, "y");
            return Make($"{year}", year, 1, year, 12, text, one);
        }
        return null;
    }

    private static PlanPeriod Make(string code, int fromYear, int fromMonth, int toYear, int toMonth, string text, Match m) =>
        new(
            code, new DateOnly(fromYear, fromMonth, 1), Days.EndOfMonth(toYear, toMonth),
            VietnameseText.Squeeze(text.Substring(m.Index, m.Length)));

    private static int Number(Match m, string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?:giai doan|nhiem ky|cac nam)? ?(?<![\d/])(?<from>20\d\d)\s*-\s*(?<to>20\d\d)(?!\d)"
        + @"|tu nam (?<from>20\d\d) den (?:het )?nam (?<to>20\d\d)")]
    private static partial Regex Term();

    [GeneratedRegex(@"(?<![\d/])0?(?<n>6|9|sau|chin) th\w{2,3}g?\w? (?<part>cu\w{1,2}i|dau)?\s*(?:n\w{1,2}m )?(?<y>20\d\d)")]
    private static partial Regex Part();

    [GeneratedRegex(@"\bquy (?<q>iv|i{1,3}|[1-4])(?:/| n\w{1,2}m )(?<y>20\d\d)")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"\bthang (?<m>\d{1,2})(?:/| n\w{1,2}m )(?<y>20\d\d)")]
    private static partial Regex Month();

    [GeneratedRegex(@"\bn\w{1,2}m (?<y>20\d\d)(?!\d)")]
    private static partial Regex Year();
}

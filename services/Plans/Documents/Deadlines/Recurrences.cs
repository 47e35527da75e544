using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>"Hàng quý", "Định kỳ 6 tháng, năm", "Trước ngày 15 của tháng cuối quý", "Trước ngày 10/12 hàng năm".</summary>
internal static partial class Recurrences
{
    public static Deadline? Read(DeadlinePhrase phrase)
    {
        var rule = ReadRule(phrase.Text);
        var cycles = ReadCycles(phrase.Text);
        if (rule is { } r && !cycles.Contains(r.Cycle)) cycles.Insert(0, r.Cycle);
        if (cycles.Count == 0) return null;
        cycles.Sort();
        return phrase.Is(DeadlineKind.Recurring, phrase.Period?.From, phrase.Period?.To, BeforeWord().IsMatch(phrase.Text)) with
        {
            Recurrence = new Recurrence(cycles[0], cycles.Skip(1).ToArray()),
            // A day that belongs to a longer cycle than the first one would be wrong for the first.
            DueRule = rule is { } due && due.Cycle == cycles[0] ? due.Rule : null,
        };
    }

    private static List<RecurrenceUnit> ReadCycles(string text)
    {
        var cycles = new List<RecurrenceUnit>();
        if (!Repeats().IsMatch(text)) return cycles;
        foreach (Match m in Cycle().Matches(text))
        {
            var unit = m.Value switch
            {
                "tuan" => RecurrenceUnit.Week,
                "thang" => RecurrenceUnit.Month,
                "quy" => RecurrenceUnit.Quarter,
                "nam" => RecurrenceUnit.Year,
                _ => RecurrenceUnit.HalfYear,
            };
            if (!cycles.Contains(unit)) cycles.Add(unit);
        }
        // "Tháng 12 hàng năm", "quý IV hàng năm": the month and the quarter are names of a time in the year, not cycles.
        if (NamedTimeOfYear().IsMatch(text)) cycles.RemoveAll(u => u is RecurrenceUnit.Month or RecurrenceUnit.Quarter);
        if (LastMonthOfCycle().IsMatch(text)) cycles.Remove(RecurrenceUnit.Month);
        return cycles;
    }

    private static (RecurrenceUnit Cycle, DueRule Rule)? ReadRule(string text)
    {
        if (DayOfLastMonth().Match(text) is { Success: true } last)
        {
            var cycle = last.Groups["cycle"].Value switch
            {
                "nam" => RecurrenceUnit.Year,
                "6 thang" or "ky" => RecurrenceUnit.HalfYear,
                _ => RecurrenceUnit.Quarter,
            };
            return Valid(cycle, new DueRule(DueMonth.LastMonthOfCycle, Day(last)));
        }
        if (DayOfFixedMonth().Match(text) is { Success: true } fixedDay)
        {
            return Valid(
                RecurrenceUnit.Year,
                new DueRule(DueMonth.Fixed, Day(fixedDay), int.Parse(fixedDay.Groups["m"].Value, CultureInfo.InvariantCulture)));
        }
        if (DayOfMonth().Match(text) is { Success: true } monthly)
        {
            return Valid(RecurrenceUnit.Month, new DueRule(DueMonth.EachMonth, Day(monthly)));
        }
        if (DayOfNextMonth().Match(text) is { Success: true } next)
        {
            var cycle = text.Contains("quy", StringComparison.Ordinal) ? RecurrenceUnit.Quarter : RecurrenceUnit.Month;
            return Valid(cycle, new DueRule(DueMonth.FirstMonthAfterCycle, Day(next)));
        }
        return null;
    }

    private static (RecurrenceUnit, DueRule)? Valid(RecurrenceUnit cycle, DueRule rule) =>
        rule.Day is >= 1 and <= 31 && rule.MonthNumber is null or (>= 1 and <= 12) ? (cycle, rule) : null;

    private static int Day(Match m) => int.Parse(m.Groups["d"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\b(?:hang|hanq|moi|dinh ky|tung|theo (?:quy|thang|nam))\b|/ ?lan\b|\b(?:mot |0?\d )lan\b|^(?:bao cao )?(?:thang|quy),")]
    private static partial Regex Repeats();

    [GeneratedRegex(@"\b(?:(?:0?6|sau) thang|nua nam|tuan|thang(?! \d(?!\d* lan))|quy(?! (?:i|v|\d|dinh|che|trinh))|nam(?! 20\d\d))\b")]
    private static partial Regex Cycle();

    [GeneratedRegex(@"(?:thang \d{1,2}|quy (?:iv|i{1,3}|[1-4]))\b[^;]*\b(?:hang|moi) nam")]
    private static partial Regex NamedTimeOfYear();

    [GeneratedRegex(@"thang cuoi|cuoi (?:thang|quy)")]
    private static partial Regex LastMonthOfCycle();

    [GeneratedRegex(@"ngay (?<d>\d{1,2}) (?:cua )?thang cuoi (?:cung )?(?:cua )?(?:moi |hang |tung )?(?<cycle>quy|ky|6 thang|nam)")]
    private static partial Regex DayOfLastMonth();

    [GeneratedRegex(@"(?<d>\d{1,2})(?:/| (?:cua )?thang )(?<m>\d{1,2})(?: (?:cua )?)?,? ?(?:hang|moi|cua moi) nam")]
    private static partial Regex DayOfFixedMonth();

    [GeneratedRegex(
        @"ngay (?<d>\d{1,2}) (?:cua )?(?:hang|moi|tung|cua moi) thang|^(?:truoc |cham nhat )?ngay (?<d>\d{1,2}) cua thang$|(?:hang"
        + @"|moi) thang,? (?:cham nhat |truoc )+(?:la )?ngay (?<d>\d{1,2})\b")]
    private static partial Regex DayOfMonth();

    [GeneratedRegex(@"ngay (?<d>\d{1,2}) (?:cua )?thang (?:sau|tiep theo|ke tiep|dau (?:cua )?quy sau)")]
    private static partial Regex DayOfNextMonth();

    [GeneratedRegex(@"\btruoc\b")]
    private static partial Regex BeforeWord();
}

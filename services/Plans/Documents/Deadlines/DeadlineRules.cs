using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>The forms of one phrase, tried from the most to the least specific.</summary>
internal static partial class DeadlineRules
{
    public static Deadline Read(string written, PlanPeriod? period)
    {
        var text = Tidy(VietnameseText.Fold(written));
        var phrase = new DeadlinePhrase(written, text, period);
        // "2026-": the other end was cut off.
        if (text.EndsWith('-')) return phrase.Unknown();

        if (ReadDaysAfter(phrase) is { } after) return after;
        if (!OnInstruction().IsMatch(text) && Recurrences.Read(phrase) is { } recurring) return recurring;
        if (OnInstruction().IsMatch(text)) return ReadInstruction(phrase);
        var time = ReadTime(phrase);
        if (Continuous().IsMatch(text))
        {
            return phrase.Is(DeadlineKind.Continuous, time?.From ?? period?.From, time?.To ?? period?.To);
        }
        return time ?? (InstructionInside().IsMatch(text) ? ReadInstruction(phrase) : phrase.Unknown());
    }

    private static Deadline ReadInstruction(DeadlinePhrase phrase)
    {
        // "theo lộ trình năm 2025" bounds the time, "theo Kế hoạch số 5 ngày 01/02/2025" only names a paper.
        var year = RoadmapYear().Match(phrase.Text);
        return year.Success
            ? phrase.Is(DeadlineKind.OnInstruction, Days.First(Number(year, "y")), Days.Last(Number(year, "y")))
            : phrase.Is(DeadlineKind.OnInstruction);
    }

    // "Trong 05 ngày làm việc kể từ ngày 01/8/2025" has its day; from an event without a day it waits for that event.
    private static Deadline? ReadDaysAfter(DeadlinePhrase phrase)
    {
        var m = DaysAfterEvent().Match(phrase.Text);
        if (!m.Success) return null;
        var days = Number(m, "n");
        var working = m.Groups["working"].Success;
        var happens = phrase.Text[m.Groups["event"].Index..];
        var named = DayMonthYear().Match(happens.StartsWith("ngay", StringComparison.Ordinal) ? happens : "ngay " + happens);
        DateOnly? start = named is { Success: true, Index: < 6 } && named.Groups["d"].Success
            ? Days.Try(named.Groups["y"].Success ? Number(named, "y") : phrase.SingleYear, Number(named, "m"), Number(named, "d"))
            : null;
        var deadline = start is { } day
            ? phrase.Is(
                DeadlineKind.ByDate, null, working ? WorkingDays.After(day, days) : day.AddDays(days),
                yearInferred: !named.Groups["y"].Success)
            : phrase.Is(DeadlineKind.OnInstruction);
        return deadline with { After = new(days, working, happens, start) };
    }

    private static Deadline? ReadTime(DeadlinePhrase phrase) =>
        ReadDates(phrase) ?? ReadQuarters(phrase) ?? ReadMonths(phrase) ?? ReadHalves(phrase) ?? ReadYears(phrase);

    private static Deadline? ReadDates(DeadlinePhrase phrase)
    {
        var found = DayMonthYear().Matches(phrase.Text);
        if (found.Count == 0) return null;
        var dates = new List<DateOnly>();
        var inferred = false;
        var lastYear = found.Select(m => m.Groups["y"]).LastOrDefault(g => g.Success);
        foreach (Match m in found)
        {
            var year = m.Groups["y"].Success
                ? Number(m, "y")
                : lastYear is null
                ? phrase.SingleYear
                : int.Parse(lastYear.Value, CultureInfo.InvariantCulture);
            inferred |= !m.Groups["y"].Success && lastYear is null;
            if (Days.Try(year, Number(m, "m"), Number(m, "d")) is not { } date) return phrase.Unknown();
            dates.Add(date);
        }
        if (dates.Count == 1)
        {
            return FromOnly().IsMatch(phrase.Text)
                ? phrase.Is(DeadlineKind.Window, dates[0], null, yearInferred: inferred)
                : phrase.Is(DeadlineKind.ByDate, null, dates[0], BeforeWord().IsMatch(phrase.Text), inferred);
        }
        return dates.Count == 2 && dates[0] <= dates[1] && DateRange().IsMatch(phrase.Text)
            ? phrase.Is(DeadlineKind.Window, dates[0], dates[1], yearInferred: inferred)
            : phrase.Is(DeadlineKind.Window, dates.Min(), dates.Max(), yearInferred: inferred);
    }

    private static Deadline? ReadQuarters(DeadlinePhrase phrase)
    {
        var found = Quarter().Matches(phrase.Text);
        if (found.Count == 0) return null;
        var all = found.SelectMany(m => QuarterNumber().Matches(m.Groups["list"].Value).Select(q => Roman(q.Value))).ToList();
        if (all.Count == 0) return null;
        var yearGroup = found.Select(m => m.Groups["y"]).LastOrDefault(g => g.Success);
        var firstYear = found[0].Groups["y"].Success
            ? Number(found[0], "y")
            : yearGroup is null
            ? phrase.SingleYear
            : int.Parse(yearGroup.Value, CultureInfo.InvariantCulture);
        var lastYear = yearGroup is null ? phrase.SingleYear : int.Parse(yearGroup.Value, CultureInfo.InvariantCulture);
        if (firstYear is not { } from || lastYear is not { } to) return phrase.Unknown();
        var start = new DateOnly(from, 3 * all[0] - 2, 1);
        var end = Days.EndOfMonth(to, 3 * all[^1]);
        var whole = Bounded(phrase, found[0], start, end, yearGroup is null);
        return from == to
            ? WithGaps(phrase, whole, all.ConvertAll(q => (new DateOnly(from, 3 * q - 2, 1), Days.EndOfMonth(from, 3 * q))))
            : whole;
    }

    /// <summary>"Quý II, quý IV": the window spans both, the parts say that the time between is not meant.</summary>
    private static Deadline WithGaps(DeadlinePhrase phrase, Deadline whole, List<(DateOnly From, DateOnly To)> spans)
    {
        var hasGap = spans.Zip(spans.Skip(1)).Any(pair => pair.First.To.AddDays(1) < pair.Second.From);
        if (whole.Kind != DeadlineKind.Window || !hasGap || RangeMark().IsMatch(phrase.Text)) return whole;
        return whole with { Parts = spans.ConvertAll(s => phrase.Is(DeadlineKind.Window, s.From, s.To, yearInferred: whole.YearInferred)) };
    }

    private static Deadline? ReadMonths(DeadlinePhrase phrase)
    {
        var found = Month().Matches(phrase.Text);
        var bare = found.Count == 0 ? BareMonth().Matches(phrase.Text) : null;
        if (bare is { Count: > 0 }) found = bare;
        if (found.Count == 0) return MixedRange(phrase);
        if (MixedRange(phrase) is { } mixed) return mixed;
        var months = new List<(int Year, int Month)>();
        var yearGroup = found.Select(m => m.Groups["y"]).LastOrDefault(g => g.Success);
        int? impliedYear = yearGroup is null ? phrase.SingleYear : int.Parse(yearGroup.Value, CultureInfo.InvariantCulture);
        foreach (Match m in found)
        {
            var year = m.Groups["y"].Success ? Number(m, "y") : impliedYear;
            foreach (Match n in SmallNumber().Matches(m.Groups["list"].Value))
            {
                var month = int.Parse(n.Value, CultureInfo.InvariantCulture);
                if (year is null || month is < 1 or > 12) return phrase.Unknown();
                months.Add((year.Value, month));
            }
        }
        var first = months.Min();
        var last = months.Max();
        // "Tháng 01/2023; thực hiện cả năm 2023" on one line: the year widens the window.
        var start = new DateOnly(first.Year, first.Month, 1);
        var end = Days.EndOfMonth(last.Year, last.Month);
        if (WholeYear().Match(phrase.Text) is { Success: true } whole)
        {
            var y = Number(whole, "y");
            return phrase.Is(DeadlineKind.Window, Days.Min(start, Days.First(y)), Days.Max(end, Days.Last(y)));
        }
        var spans = months.Distinct().Order().Select(m => (new DateOnly(m.Year, m.Month, 1), Days.EndOfMonth(m.Year, m.Month))).ToList();
        return WithGaps(phrase, Bounded(phrase, found[0], start, end, yearGroup is null), spans);
    }

    // "2026-02/2027": a year, then a month of another.
    private static Deadline? MixedRange(DeadlinePhrase phrase)
    {
        var m = YearToMonth().Match(phrase.Text);
        if (!m.Success || Number(m, "m") is < 1 or > 12) return null;
        var start = Days.First(Number(m, "from"));
        var end = Days.EndOfMonth(Number(m, "y"), Number(m, "m"));
        return start < end ? phrase.Is(DeadlineKind.Window, start, end) : phrase.Unknown();
    }

    private static Deadline? ReadHalves(DeadlinePhrase phrase)
    {
        var m = HalfOrNineMonths().Match(phrase.Text);
        if (!m.Success) return null;
        var year = m.Groups["y"].Success ? Number(m, "y") : phrase.SingleYear;
        if (year is not { } y) return phrase.Unknown();
        var (from, to) = (m.Groups["n"].Value, m.Groups["part"].Value) switch
        {
            ("9", _) => (1, 9),
            (_, "dau") => (1, 6),
            _ => (7, 12),
        };
        return phrase.Is(DeadlineKind.Window, new DateOnly(y, from, 1), Days.EndOfMonth(y, to), yearInferred: !m.Groups["y"].Success);
    }

    private static Deadline? ReadYears(DeadlinePhrase phrase)
    {
        if (YearAndOn().Match(phrase.Text) is { Success: true } onward) return phrase.Is(
            DeadlineKind.Window, Days.First(Number(onward, "y")));
        if (YearRange().Match(phrase.Text) is { Success: true } range)
        {
            var (from, to) = (Number(range, "from"), Number(range, "to"));
            return from <= to ? phrase.Is(DeadlineKind.Window, Days.First(from), Days.Last(to)) : phrase.Unknown();
        }
        if (YearAlone().Match(phrase.Text) is { Success: true } alone)
        {
            var years = AnyYear().Matches(phrase.Text).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
            if (years.Count > 1) return phrase.Is(DeadlineKind.Window, Days.First(years.Min()), Days.Last(years.Max()));
            var y = years[0];
            return alone.Groups["before"].Value switch
            {
                "truoc" or "xong truoc" => phrase.Is(DeadlineKind.ByDate, null, Days.Last(y - 1), before: true),
                "" => phrase.Is(DeadlineKind.Window, Days.First(y), Days.Last(y)),
                _ => phrase.Is(DeadlineKind.ByDate, null, Days.Last(y)),
            };
        }
        if (ThisYear().IsMatch(phrase.Text))
        {
            return phrase.SingleYear is { } y
                ? phrase.Is(DeadlineKind.Window, Days.First(y), Days.Last(y), yearInferred: true)
                : phrase.Is(DeadlineKind.Window, phrase.Period?.From, phrase.Period?.To, yearInferred: true);
        }
        return null;
    }

    // "trước tháng 10" ends with the month before; "hết tháng 10", "chậm nhất tháng 10" end with it.
    private static Deadline Bounded(DeadlinePhrase phrase, Match m, DateOnly start, DateOnly end, bool inferred) =>
        m.Groups["before"].Value switch
        {
            "" => start <= end ? phrase.Is(DeadlineKind.Window, start, end, yearInferred: inferred) : phrase.Unknown(),
            var word when word.EndsWith("truoc", StringComparison.Ordinal) => phrase.Is(
                DeadlineKind.ByDate, null, start.AddDays(-1), before: true, inferred),
            "cuoi" => phrase.Is(DeadlineKind.Window, start, end, yearInferred: inferred),
            _ => phrase.Is(DeadlineKind.ByDate, null, end, before: false, inferred),
        };

    /// <summary>One spelling for what writers vary: spaces around marks, "năm 2025" after a quarter, filler verbs.</summary>
    private static string Tidy(string folded)
    {
        var text = SpacedMark().Replace(folded, "${mark}");
        text = text.Replace("hanq", "hang", StringComparison.Ordinal);
        return VietnameseText.Squeeze(text).Trim('.', ',', ':', ' ');
    }

    private static int Number(Match m, string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int Roman(string text) => text switch { "i" or "1" => 1, "ii" or "2" => 2, "iii" or "3" => 3, _ => 4 };
}

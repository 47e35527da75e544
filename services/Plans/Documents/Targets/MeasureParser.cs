using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>Reads "đạt tối thiểu 95%", "trên 99%", "từ 50% trở lên", "cắt giảm tối thiểu 50%", "vượt chỉ tiêu".</summary>
public static partial class MeasureParser
{
    private const int LookBack = 45;

    /// <summary>Figures stand at the beginning of a target; a longer text is a section that lost its headings.</summary>
    private const int Longest = 5_000;

    public static IReadOnlyList<Measure> Parse(string text)
    {
        if (text.Length > Longest) text = text[..Longest];
        var folded = VietnameseText.Fold(text);
        // Only "t6i thidu" and "1én" are repaired, digits of figures are not.
        var words = VietnameseText.Skeleton(text);
        var measures = new List<Measure>();
        foreach (Match m in Figure().Matches(folded))
        {
            var counted = m.Groups["unit"].Success ? m.Groups["unit"].Value : null;
            var from = Math.Max(0, m.Index - 1);
            var clause = words.LastIndexOfAny([';', '.', '('], from, Math.Min(from + 1, LookBack + 2));
            var start = Math.Max(Math.Max(clause + 1, m.Index - LookBack), measures.Count == 0 ? 0 : EndOfLast(measures, folded));
            if (start > m.Index) start = m.Index;
            var before = words[start..m.Index];
            var after = words[(m.Index + m.Length)..Math.Min(words.Length, m.Index + m.Length + 14)];
            var comparator = Compare(before, after);
            // A bare number of things is a figure only with a bound ("ít nhất 02 cuộc"), a percentage always is.
            if (counted is not null && comparator is Comparator.Equals) continue;
            var value = decimal.Parse(m.Groups["n"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            var unit = counted is null ? "%" : text.Substring(m.Groups["unit"].Index, m.Groups["unit"].Length);
            measures.Add(
                new Measure(
                    comparator, value, unit,
                    VietnameseText.Squeeze(
                        text[start..Math.Min(text.Length, m.Index + m.Length + (AfterBound().IsMatch(after) ? 8 : 0))])));
        }
        if (measures.Count == 0 && Exceeds().Match(words) is { Success: true } exceed)
        {
            measures.Add(new Measure(Comparator.Exceed, null, null, text.Substring(exceed.Index, exceed.Length)));
        }
        return measures;
    }

    private static int EndOfLast(List<Measure> measures, string folded)
    {
        var text = VietnameseText.Fold(measures[^1].Text);
        var at = folded.LastIndexOf(text, StringComparison.Ordinal);
        return at < 0 ? 0 : at + text.Length;
    }

    private static Comparator Compare(string before, string after)
    {
        var reduces = Reduces().IsMatch(before);
        var increases = !reduces && Increases().IsMatch(before);
        var atLeast = AtLeast().IsMatch(before) || AfterBound().IsMatch(after);
        if (reduces && !Below().IsMatch(before)) return atLeast || Above().IsMatch(before) ? Comparator.ReduceAtLeast : Comparator.ReduceBy;
        if (increases) return atLeast || Above().IsMatch(before) ? Comparator.IncreaseAtLeast : Comparator.IncreaseBy;
        if (AfterUpper().IsMatch(after) || AtMost().IsMatch(before)) return Comparator.AtMost;
        if (atLeast) return Comparator.AtLeast;
        if (Below().IsMatch(before)) return Comparator.LessThan;
        return Above().IsMatch(before) ? Comparator.MoreThan : Comparator.Equals;
    }

    [GeneratedRegex(
        @"(?<![\d/.,])(?<n>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|phan tram|(?<unit>cuoc|lan|mo hinh|sang kien|hoi nghi|phut|diem|thu tuc"
        + @"|tin bai|tin, bai|tin|bai|lop|buoi|bac|ngay lam viec|ho so|van ban|dich vu)\b)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"(?:t.i thi\w{1,2}u|it nhat|\bdat tu|\btu)\s*(?:la |dat |tu )*$|(?:t.i thi\w{1,2}u|it nhat)\b[^,%]{0,25}$")]
    private static partial Regex AtLeast();

    [GeneratedRegex(@"^\s*(?:\w+ ){0,2}tr[oe0] l[eo]n")]
    private static partial Regex AfterBound();

    [GeneratedRegex(@"^\s*(?:\w+ ){0,2}tr[oe0] xuong")]
    private static partial Regex AfterUpper();

    [GeneratedRegex(@"(?:khong qua|toi da|khong vuot qua|den)\s*$|(?:khong qua|toi da|khong vuot qua)\b[^,%]{0,12}$")]
    private static partial Regex AtMost();

    [GeneratedRegex(@"(?:duoi|thap hon|it hon)\s*$")]
    private static partial Regex Below();

    [GeneratedRegex(@"(?:\btren|\bhon|\bvuot|cao hon)\s*$")]
    private static partial Regex Above();

    [GeneratedRegex(@"\b(?:c\wt giam|giam|rut ng\wn)\b[^,;%]{0,40}$")]
    private static partial Regex Reduces();

    [GeneratedRegex(@"\btang (?:them |toi thieu |it nhat |tren |hon |tu )*$")]
    private static partial Regex Increases();

    [GeneratedRegex(@"\bvu[oqg]t (?:chi tieu|ke hoach|du toan|muc)\b")]
    private static partial Regex Exceeds();
}

using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// A line that holds something. Raw keeps tabs, pipes and the spaces in front; Text has no markup. BlankBefore counts the empty lines above
/// it.
/// </summary>
internal sealed record SourceLine(
    int Number, string Raw, string Text, int BlankBefore, bool StartsPage = false, bool LostDiacritics = false)
{
    public string Folded { get; } = LostDiacritics ? VietnameseText.Skeleton(Text) : VietnameseText.Fold(Text);

    public bool IsDelimited => Raw.Contains('\t') || PipeCount(Raw) >= 3;

    private static int PipeCount(string raw) => raw.Count(c => c == '|');
}

/// <summary>Cuts the text into lines, without markup, byte order marks, page numbers at page breaks and running heads.</summary>
internal static partial class SourceLines
{
    public static List<SourceLine> Read(string text, bool lostDiacritics)
    {
        var composed = VietnameseText.Compose(HtmlTables.ToTabs(text)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var physical = composed.Split('\n');
        var runningHeads = FindRunningHeads(physical);
        var lines = new List<SourceLine>(physical.Length);
        var blank = 0;
        var starts = false;
        for (var i = 0; i < physical.Length; i++)
        {
            starts |= physical[i].Contains('\f');
            var raw = physical[i].Replace("\f", "", StringComparison.Ordinal).TrimEnd(' ');
            var clean = StripMarkup(raw.Replace('\t', ' '));
            if (clean.Length == 0 && !raw.Contains('\t')) { blank++; continue; }
            // A page number stays in the count of blank lines: the text goes on across it.
            if (IsAtPageBreak(physical, i) && (PageNumber().IsMatch(clean) || runningHeads.Contains(HeadKey(clean)))) continue;
            lines.Add(new SourceLine(i + 1, raw, clean, blank, starts, lostDiacritics));
            blank = 0;
            starts = false;
        }
        return lines;
    }

    public static string StripMarkup(string raw)
    {
        var text = Tag().Replace(raw, m => m.Value.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? " " : "");
        text = text.Replace("&nbsp;", " ", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        text = Heading().Replace(text.Trim(), "");
        if (text.StartsWith("* ", StringComparison.Ordinal)) text = "- " + text[2..];
        return VietnameseText.Squeeze(text.Replace("*", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal));
    }

    private static bool IsAtPageBreak(string[] physical, int i)
    {
        if (physical[i].StartsWith('\f')) return true;
        for (var next = i + 1; next < physical.Length && next <= i + 3; next++)
        {
            if (physical[next].StartsWith('\f')) return true;
            if (physical[next].Trim().Length > 0) return false;
        }
        return false;
    }

    private static HashSet<string> FindRunningHeads(string[] physical) =>
        Enumerable.Range(0, physical.Length)
            .Where(
                i => physical[i].Trim().Length > 0 && !physical[i].Contains('\t') && !SetInColumns()
                    .IsMatch(physical[i]) && IsAtPageBreak(physical, i))
            .GroupBy(i => HeadKey(StripMarkup(physical[i])))
            .Where(g => g.Key.Length > 3 && g.Count() >= 3)
            .Select(g => g.Key).ToHashSet();

    private static string HeadKey(string clean) => new([.. VietnameseText.Fold(clean).Where(char.IsLetter)]);

    [GeneratedRegex(
        "</?(?:b|i|u|strong|em|p|div|span|sup|sub|br|font|table|tbody|thead|tr|td|th)(?:\\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // The header of a table that goes on over pages is no running head: with its first line gone, its second would join the row above.
    [GeneratedRegex(@"\S {2,}\S.*\S {2,}\S.*\S {2,}\S")]
    private static partial Regex SetInColumns();

    [GeneratedRegex("^#{1,6}\\s*")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:-\s*)?(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?$")]
    private static partial Regex PageNumber();
}

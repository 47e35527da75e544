using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

internal enum Marker { None, Bullet, Roman, Arabic, Letter, Article }

/// <summary>A paragraph of the body with the mark it begins with taken off: "2.1", "II", "a".</summary>
internal sealed record Paragraph(Marker Marker, string? Number, string Text, int FromLine, int ToLine)
{
    public string Folded { get; } = VietnameseText.Skeleton(Text);
}

/// <summary>Puts the lines of the body together to paragraphs.</summary>
internal static partial class Paragraphs
{
    public static List<Paragraph> Read(IReadOnlyList<SourceLine> lines, int usualGap)
    {
        var result = new List<Paragraph>();
        var open = new List<SourceLine>();
        foreach (var line in lines)
        {
            if (line.IsDelimited) { Close(); continue; }
            if (open.Count > 0 && !Continues(open, line, usualGap)) Close();
            open.Add(line);
        }
        Close();
        return result;

        void Close()
        {
            if (open.Count == 0) return;
            var (marker, number, rest) = ReadMarker(open[0].Text);
            result.Add(
                new Paragraph(
                    marker, number, LineJoiner.Join(open.Skip(1).Select(l => l.Text).Prepend(rest)), open[0].Number, open[^1].Number));
            open.Clear();
        }
    }

    public static (Marker Marker, string? Number, string Text) ReadMarker(string line)
    {
        var m = BulletMark().Match(line);
        if (m.Success) return (Marker.Bullet, null, line[m.Length..]);
        m = ArticleMark().Match(line);
        if (m.Success) return (Marker.Article, null, line[m.Length..]);
        m = ArabicMark().Match(line);
        if (m.Success) return (Marker.Arabic, m.Groups["n"].Value, line[m.Length..]);
        m = RomanMark().Match(line);
        // "IL. CAC CHI TIEU": an OCR reads I as l or L or 1; a title in capitals tells it from a word.
        if (m.Success && (m.Groups["n"].Value.All(c => c is 'I' or 'V' or 'X') || VietnameseText.IsMostlyUpper(line[m.Length..]))) return (
            Marker.Roman, m.Groups["n"].Value, line[m.Length..]);
        m = LetterMark().Match(line);
        return m.Success ? (Marker.Letter, m.Groups["n"].Value, line[m.Length..]) : (Marker.None, null, line);
    }

    private static bool Continues(List<SourceLine> open, SourceLine line, int usualGap)
    {
        var previous = open[^1].Text;
        if (ReadMarker(line.Text).Marker != Marker.None) return false;
        if (VietnameseText.IsMostlyUpper(previous) != VietnameseText.IsMostlyUpper(line.Text) && previous.Length > 3
            && line.Text.Length > 3)
        {
            return false;
        }
        // "a) Mục tiêu" and the paragraph under it.
        if (open.Count == 1 && previous.Length < 45 && VietnameseText.StartsUpper(line.Text)
            && ReadMarker(previous).Marker is Marker.Letter or Marker.Arabic or Marker.Roman)
        {
            return false;
        }
        if (line.BlankBefore <= usualGap)
        {
            // In a text where every line is a paragraph's line, a short line with a full stop ends it.
            return usualGap == 0 || VietnameseText.StartsLower(line.Text) || previous[^1] is not ('.' or ';' or ':')
                || previous.Length > 60;
        }
        // Over a page break a sentence goes on in lower case.
        return VietnameseText.StartsLower(line.Text) && previous[^1] is not ('.' or ';' or ':' or '!');
    }

    [GeneratedRegex(@"^(?:[-–+•]\s*)+(?=[^\d\s])|^[-–+•]\s+|^[:.]\s*\d?\s+(?=\p{Lu})")]
    private static partial Regex BulletMark();

    [GeneratedRegex(@"^(?:Điều|Pi[eéè]u|Dieu|Điêu)\s+\d+\s*[.:]\s*")]
    private static partial Regex ArticleMark();

    [GeneratedRegex(@"^(?:\.\s*)?(?<n>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]\s*(?=\D)|(?<=\.\d{1,2})\s+(?=\p{Lu}))")]
    private static partial Regex ArabicMark();

    [GeneratedRegex(@"^(?<n>[IVXLl1]{1,5})\s*[.,:)]\s*(?=\p{L})")]
    private static partial Regex RomanMark();

    [GeneratedRegex(@"^(?<n>[a-zđ])[.)]\s+")]
    private static partial Regex LetterMark();
}

using System.Globalization;
using System.Text;
using System.Xml;

namespace Platform.PlanDocuments;

/// <summary>
/// Sets the words of a PDF page, whose places <c>pdftotext -bbox</c> tells, into lines of text with the columns of tables where they stand.
/// <c>pdftotext -layout</c> moves columns to make room for letters; here a place is a place, so that the rivers between columns stay open.
/// Pure. Pages are parted by form feeds.
/// </summary>
public static class PdfWords
{
    /// <summary>Points a character takes at a type of 13 pt: less than letters need, so that no text runs into the next column.</summary>
    private const double PointsPerPlace = 3.6;

    /// <summary>A wider gap than this part of the type's height is no space between words.</summary>
    private const double WidestSpace = 0.33;

    /// <summary>Places of the widest page that is set; beyond it places mean nothing.</summary>
    private const int MostPlaces = 400;

    private readonly record struct Word(double Left, double Top, double Right, double Bottom, string Text)
    {
        public double Height => Bottom - Top;

        public double Middle => (Top + Bottom) / 2;
    }

    /// <param name="bbox">What <c>pdftotext -bbox</c> wrote; null when it is no such document.</param>
    public static string? ToText(string bbox)
    {
        try
        {
            var text = new StringBuilder();
            foreach (var page in Pages(bbox))
            {
                if (text.Length > 0) text.Append('\f');
                Set(text, page);
            }
            return text.ToString();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<List<Word>> Pages(string bbox)
    {
        // Control characters of broken fonts come through as they are.
        using var reader = XmlReader.Create(
            new StringReader(bbox), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false });
        List<Word>? page = null;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "page")
            {
                if (page is not null) yield return page;
                page = [];
            }
            else if (reader.LocalName == "word" && page is not null)
            {
                var (left, top, right, bottom) = (
                    Number(reader, "xMin"), Number(reader, "yMin"), Number(reader, "xMax"), Number(reader, "yMax"));
                var text = VietnameseText.Squeeze(reader.ReadElementContentAsString());
                if (text.Length > 0) page.Add(new(left, top, right, bottom, text));
            }
        }
        if (page is not null) yield return page;
    }

    private static void Set(StringBuilder text, List<Word> page)
    {
        var height = page.Count == 0 ? 0 : page.Select(w => w.Height).Order().ElementAt(page.Count / 2);
        var left = page.Count == 0 ? 0 : page.Min(w => w.Left);
        double? bottom = null;
        foreach (var line in Lines(page))
        {
            var top = line.Min(w => w.Top);
            // Lines of one paragraph follow each other closely; more room is an empty line.
            if (bottom is { } above && top - above > 0.75 * height) text.Append('\n');
            bottom = Math.Max(bottom ?? 0, line.Max(w => w.Bottom));
            var length = 0;
            Word? before = null;
            foreach (var word in line)
            {
                var place = (int)Math.Clamp((word.Left - left) / PointsPerPlace, 0, MostPlaces);
                var gap = before is not { } b ? place : word.Left - b.Right <= WidestSpace * height ? 1 : Math.Max(2, place - length);
                text.Append(' ', gap).Append(word.Text);
                length += gap + word.Text.Length;
                before = word;
            }
            text.Append('\n');
        }
    }

    /// <summary>Words that stand on one line, from left to right; lines from top to bottom.</summary>
    private static IEnumerable<List<Word>> Lines(List<Word> page)
    {
        var lines = new List<List<Word>>();
        foreach (var word in page.OrderBy(w => w.Middle))
        {
            var last = lines.Count > 0 ? lines[^1] : null;
            if (last is not null && word.Middle - last[0].Middle < 0.35 * Math.Min(word.Height, last[0].Height)) last.Add(word);
            else lines.Add([word]);
        }
        return lines.Select(l => l.OrderBy(w => w.Left).ToList());
    }

    private static double Number(XmlReader reader, string name) =>
        double.TryParse(reader.GetAttribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0;
}

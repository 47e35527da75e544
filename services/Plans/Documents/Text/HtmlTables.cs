using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// Some extractors write tables of Markdown documents as HTML: each row becomes one line of tab-separated cells. One pass from tag to tag:
/// a
/// pattern over whole rows would look for each row's end through all of the rest.
/// </summary>
internal static partial class HtmlTables
{
    private const int MostSpan = 20;

    public static string ToTabs(string text)
    {
        if (!text.Contains("<tr", StringComparison.OrdinalIgnoreCase)) return text;
        var result = new StringBuilder(text.Length);
        var at = 0;
        while (Tag(text, "<t", "r", at) is { } row && Tag(text, "</t", "r", row.After) is { } end)
        {
            result.Append(text, at, row.From - at);
            result.AppendJoin('\t', Cells(text[row.After..end.From]));
            // Line numbers must stay those of the source.
            result.Append('\n', text.AsSpan(row.From, end.After - row.From).Count('\n'));
            at = end.After;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static List<string> Cells(string row)
    {
        var cells = new List<string>();
        var at = 0;
        while (Tag(row, "<t", "dh", at) is { } cell && Tag(row, "</t", "dh", cell.After) is { } end)
        {
            cells.Add(VietnameseText.Squeeze(row[cell.After..end.From]));
            var span = ColumnSpan().Match(row[cell.From..cell.After]) is { Success: true } m
                ? int.Parse(m.Groups["span"].Value, CultureInfo.InvariantCulture)
                : 1;
            cells.AddRange(Enumerable.Repeat("", Math.Clamp(span, 1, MostSpan) - 1));
            at = end.After;
        }
        return cells;
    }

    /// <summary>
    /// The next tag that begins so and goes on with one of the letters: where it stands and where the text after it begins.
    /// </summary>
    private static (int From, int After)? Tag(string text, string start, string letters, int at)
    {
        for (; text.IndexOf(start, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var from; at = from + start.Length)
        {
            // "<trong" is no row; a tag that no bracket closes is none, nor is any after it.
            var after = from + start.Length + 1;
            if (after > text.Length || !letters.Contains(char.ToLowerInvariant(text[after - 1]))) continue;
            if (after < text.Length && (char.IsLetterOrDigit(text[after]) || text[after] == '_')) continue;
            return text.IndexOf('>', after) is >= 0 and var close ? (from, close + 1) : null;
        }
        return null;
    }

    [GeneratedRegex(@"colspan\s*=\s*[""']?(?<span>\d{1,2})", RegexOptions.IgnoreCase)]
    private static partial Regex ColumnSpan();
}

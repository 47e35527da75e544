using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>Some extractors write tables of Markdown documents as HTML: each row becomes one line of tab-separated cells.</summary>
internal static partial class HtmlTables
{
    public static string ToTabs(string text)
    {
        if (!text.Contains("<tr", StringComparison.OrdinalIgnoreCase)) return text;
        return Row().Replace(text, row =>
        {
            var cells = Cell().Matches(row.Value).SelectMany(cell =>
            {
                var content = VietnameseText.Squeeze(cell.Groups["text"].Value);
                var span = cell.Groups["span"].Success ? Math.Clamp(int.Parse(cell.Groups["span"].Value, System.Globalization.CultureInfo.InvariantCulture), 1, 20) : 1;
                return Enumerable.Repeat("", span - 1).Prepend(content);
            });
            // Line numbers must stay those of the source.
            return string.Join('\t', cells) + new string('\n', row.Value.Count(c => c == '\n'));
        });
    }

    [GeneratedRegex(@"<tr\b[^>]*>.*?</tr\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex(@"<t[dh]\b(?:[^>]*?colspan\s*=\s*[""']?(?<span>\d{1,2}))?[^>]*>(?<text>.*?)</t[dh]\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Cell();
}

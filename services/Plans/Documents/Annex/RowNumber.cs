using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>Numbers that stand before rows and headings.</summary>
internal static partial class RowNumber
{
    /// <summary>"1", "01.", "2.3", "a)" as written without the mark at the end; null when the cell is no row number.</summary>
    public static string? Read(string cell)
    {
        var m = Arabic().Match(cell.Trim());
        return m.Success ? m.Groups["n"].Value : null;
    }

    public static bool IsRoman(string cell) => Roman().IsMatch(cell.Trim());

    public static int? Leading(string? number) =>
        number is not null && LeadingDigits().Match(number) is { Success: true } m
            ? int.Parse(m.Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>"II. Cải cách thể chế", "II CẢI CÁCH …", "A. …": the rest after the Roman number or letter, or null.</summary>
    public static string? AfterRoman(string line)
    {
        var m = RomanThenTitle().Match(line);
        return m.Success ? m.Groups["title"].Value : null;
    }

    public static (string Number, string Text)? SplitLeading(string line)
    {
        var m = NumberThenText().Match(line);
        return m.Success ? (m.Groups["n"].Value, m.Groups["rest"].Value) : null;
    }

    [GeneratedRegex(@"^(?<n>\d{1,3}(?:\.\d{1,2}){0,2}|[a-zđ](?=\)))[.)]?$")]
    private static partial Regex Arabic();

    [GeneratedRegex(@"^(?:[IVX]{1,5}|[A-H])[.)]?$")]
    private static partial Regex Roman();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingDigits();

    [GeneratedRegex(@"^(?:[IVX]{1,5}|[IVXLl1]{2,5}|[A-H])(?:\s*[.)/:\-–]\s*|\s+)(?<title>\p{Lu}.*)$")]
    private static partial Regex RomanThenTitle();

    [GeneratedRegex(@"^(?<n>\d{1,3}(?:\.\d{1,2}){0,2})[.)]?\s+(?<rest>\p{Lu}.*|-\s.*)$")]
    private static partial Regex NumberThenText();
}

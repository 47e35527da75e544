using System.Globalization;
using System.Text;

namespace Platform.Tasks.Rules;

/// <summary>Vietnamese text without diacritics, for search: "Hòa", "Hoà" and "hoa" are one. Pure.</summary>
public static class Folding
{
    /// <summary>Lower-case letters and digits only, each word behind one space: " ban hanh ke hoach". Empty for no words.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 1);
        var between = true;
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsLetterOrDigit(c))
            {
                between = true;
                continue;
            }
            if (between)
                folded.Append(' ');
            between = false;
            folded.Append(c is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    /// <summary>The folded words of a query; the last words beyond <paramref name="most"/> are passed over.</summary>
    public static string[] Words(string query, int most = 8) =>
        [.. Fold(Whole(query)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most)];

    /// <summary>What a search looks through.</summary>
    public static string SearchText(params IEnumerable<string?> parts) => Fold(Whole(string.Join(' ', parts)));

    // Half a surrogate pair cannot be normalised.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

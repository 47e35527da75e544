using System.Text;
using Platform.Reading.Text;

namespace Platform.Tasks.Model;

/// <summary>
/// Vietnamese text without diacritics, for search: "Hòa", "Hoà" and "hoa" are one, "Quý Ⅱ" and "quy ii" too. On the letters of
/// <see cref="VietnameseLetters"/>. Pure.
/// </summary>
public static class Folding
{
    /// <summary>Lower-case letters and digits only, each word behind one space: " ban hanh ke hoach". Empty for no words.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 1);
        var between = true;
        foreach (var c in text)
        {
            if (VietnameseLetters.IsMark(c))
                continue;
            var numeral = VietnameseLetters.Roman(c);
            if (numeral is null && !char.IsLetterOrDigit(c))
            {
                between = true;
                continue;
            }
            if (between)
                folded.Append(' ');
            between = false;
            if (numeral is not null)
                folded.Append(numeral);
            else
                folded.Append(VietnameseLetters.Plain(c));
        }
        return folded.ToString();
    }

    /// <summary>The folded words of a query; the last words beyond <paramref name="most"/> are passed over.</summary>
    public static string[] Words(string query, int most = 8) =>
        [.. Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most)];

    /// <summary>What a search looks through.</summary>
    public static string SearchText(params IEnumerable<string?> parts) => Fold(string.Join(' ', parts));
}

using System.Text;

namespace Platform.Reading.Text;

/// <summary>
/// Vietnamese text as words without diacritics, to compare and to search: "Hòa", "Hoà" and "hoa" are one, "Quý Ⅱ" and "quy ii" too. On the
/// letters of <see cref="VietnameseLetters"/>.
/// </summary>
public static class FoldedWords
{
    /// <summary>Lower-case letters and digits only, one space between words: "ban hanh ke hoach". Empty for no words.</summary>
    /// <param name="kept">Signs that stay, as words or parts of words.</param>
    public static string Of(string text, string kept = "")
    {
        var folded = new StringBuilder(text.Length);
        var between = false;
        foreach (var c in text)
        {
            if (VietnameseLetters.IsMark(c))
                continue;
            var numeral = VietnameseLetters.Roman(c);
            if (numeral is null && !char.IsLetterOrDigit(c) && !kept.Contains(c, StringComparison.Ordinal))
            {
                between = true;
                continue;
            }
            if (between && folded.Length > 0)
                folded.Append(' ');
            between = false;
            if (numeral is not null)
                folded.Append(numeral);
            else
                folded.Append(VietnameseLetters.Plain(c));
        }
        return folded.ToString();
    }
}

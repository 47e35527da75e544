using System.Collections.Frozen;
using System.Text;

namespace Platform.Tasks.Rules;

/// <summary>
/// Vietnamese text without diacritics, for search: "Hòa", "Hoà" and "hoa" are one. Own table, as the invariant globalization mode
/// has no normalisation data. Pure.
/// </summary>
public static class Folding
{
    private static readonly FrozenDictionary<char, char> Base = new[]
    {
        "aàáảãạăằắẳẵặâầấẩẫậ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ", "uùúủũụưừứửữự", "yỳýỷỹỵ", "dđ",
    }.SelectMany(row => row.SelectMany(c => new[] { (From: c, To: row[0]), (From: char.ToUpperInvariant(c), To: row[0]) }))
        .DistinctBy(p => p.From).ToFrozenDictionary(p => p.From, p => p.To);

    /// <summary>Lower-case letters and digits only, each word behind one space: " ban hanh ke hoach". Empty for no words.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 1);
        var between = true;
        foreach (var c in text)
        {
            // Combining marks of decomposed text.
            if (c is >= '\u0300' and <= '\u036F')
                continue;
            if (!char.IsLetterOrDigit(c))
            {
                between = true;
                continue;
            }
            if (between)
                folded.Append(' ');
            between = false;
            folded.Append(Base.TryGetValue(c, out var plain) ? plain : char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    /// <summary>The folded words of a query; the last words beyond <paramref name="most"/> are passed over.</summary>
    public static string[] Words(string query, int most = 8) =>
        [.. Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most)];

    /// <summary>What a search looks through.</summary>
    public static string SearchText(params IEnumerable<string?> parts) => Fold(string.Join(' ', parts));
}

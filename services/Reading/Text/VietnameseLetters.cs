using System.Collections.Frozen;
using System.Text;

namespace Platform.Reading.Text;

/// <summary>
/// The letters of Vietnamese, the one table that composing, folding and search go by. The invariant globalization mode brings no
/// normalisation data along (<c>string.Normalize</c> gives the text back as it is), so the compositions stand here.
/// </summary>
public static class VietnameseLetters
{
    /// <summary>Vowels without a tone; the row of <see cref="Toned"/> with the same index holds them with one.</summary>
    public const string Vowels = "aăâeêioôơuưy";

    /// <summary>In the order of <see cref="ToneMarks"/>: grave, acute, hook, tilde, dot below.</summary>
    public static readonly IReadOnlyList<string> Toned =
    [
        "àáảãạ", "ằắẳẵặ", "ầấẩẫậ", "èéẻẽẹ", "ềếểễệ", "ìíỉĩị", "òóỏõọ", "ồốổỗộ", "ờớởỡợ", "ùúủũụ", "ừứửữự", "ỳýỷỹỵ",
    ];

    public const string ToneMarks = "\u0300\u0301\u0309\u0303\u0323";

    private const string PlainVowels = "aaaeeiooouuy";

    private static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = BuildComposed();
    private static readonly FrozenDictionary<char, char> Plains = BuildPlains();

    private static readonly string[] Romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "l", "c", "d", "m"];

    /// <summary>
    /// Precomposed letters (NFC, as far as Vietnamese goes), and Đ where a keyboard put the eth Ð that looks the same. A mark that no
    /// letter before it takes stays. Text without marks comes back as it is.
    /// </summary>
    public static string Compose(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\u0300', '\u036F');
        var eth = text.AsSpan().IndexOfAny('Ð', 'ð');
        if (first < 0 && eth < 0)
            return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsMark(c) && result.Length > 0 && TryCompose(result[^1], c, out var whole))
                result[^1] = whole;
            else
                result.Append(c switch { 'Ð' => 'Đ', 'ð' => 'đ', _ => c });
        }
        return result.ToString();
    }

    /// <summary>A combining mark of decomposed text.</summary>
    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    public static bool TryCompose(char letter, char mark, out char whole) => Composed.TryGetValue((letter, mark), out whole);

    /// <summary>Lower case without diacritics; đ and ð become d; other letters in lower case.</summary>
    public static char Plain(char c) => c < '\u0080' ? char.ToLowerInvariant(c) : Plains.TryGetValue(c, out var plain) ? plain : char.ToLowerInvariant(c);

    /// <summary>"Ⅱ" is "ii": the letters of a Roman numeral written as one character, in lower case; null for any other character.</summary>
    public static string? Roman(char c) => c is >= '\u2160' and <= '\u217F' ? Romans[(c - '\u2160') % 16] : null;

    private static FrozenDictionary<(char, char), char> BuildComposed()
    {
        var table = new Dictionary<(char, char), char>();
        void Add(char letter, char mark, char whole)
        {
            table[(letter, mark)] = whole;
            table[(char.ToUpperInvariant(letter), mark)] = char.ToUpperInvariant(whole);
        }
        for (var v = 0; v < Vowels.Length; v++)
        {
            for (var t = 0; t < ToneMarks.Length; t++)
                Add(Vowels[v], ToneMarks[t], Toned[v][t]);
        }
        foreach (var (plain, mark, shaped) in new[] { ('a', '\u0306', 'ă'), ('a', '\u0302', 'â'), ('e', '\u0302', 'ê'), ('o', '\u0302', 'ô'), ('o', '\u031B', 'ơ'), ('u', '\u031B', 'ư') })
        {
            Add(plain, mark, shaped);
            var (from, to) = (Vowels.IndexOf(plain, StringComparison.Ordinal), Vowels.IndexOf(shaped, StringComparison.Ordinal));
            // Full decomposition puts the dot below before the shape; some keyboards put any tone there.
            for (var t = 0; t < ToneMarks.Length; t++)
                Add(Toned[from][t], mark, Toned[to][t]);
        }
        return table.ToFrozenDictionary();
    }

    private static FrozenDictionary<char, char> BuildPlains()
    {
        var table = new Dictionary<char, char> { ['đ'] = 'd', ['Đ'] = 'd', ['ð'] = 'd', ['Ð'] = 'd' };
        for (var v = 0; v < Vowels.Length; v++)
        {
            foreach (var letter in Toned[v].Append(Vowels[v]))
                table[letter] = table[char.ToUpperInvariant(letter)] = PlainVowels[v];
        }
        return table.ToFrozenDictionary();
    }
}

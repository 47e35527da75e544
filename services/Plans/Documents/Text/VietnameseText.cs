using System.Text;
using Platform.Reading.Text;
using static Platform.Reading.Text.VietnameseLetters;

namespace Platform.PlanDocuments;

/// <summary>
/// Folding of Vietnamese text. All foldings but <see cref="Compose"/> and <see cref="NormaliseSpelling"/> keep the length, so that an
/// index into the folded text is an index into the text itself. On the letters of <see cref="VietnameseLetters"/>.
/// </summary>
internal static class VietnameseText
{
    private static readonly char[] Base = BuildBase();

    // Old style puts the tone on the last vowel (hoà, thuỷ, khoẻ), new style on the first (hòa, thủy, khỏe).
    private static readonly (string Old, string New)[] Spellings = BuildSpellings();

    /// <summary>
    /// Precomposed letters (NFC for Vietnamese), plain spaces, Roman numerals of one character ("Ⅱ") as letters, no invisible characters.
    /// </summary>
    public static string Compose(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var raw in text)
        {
            var c = raw is '\u00A0' or '\u2007' or '\u202F' ? ' ' : raw;
            if (c is '\u200B' or '\uFEFF' or '\u00AD') continue;
            if (IsMark(c) && result.Length > 0)
            {
                if (TryCompose(result[^1], c, out var whole)) result[^1] = whole;
            }
            else if (Roman(c) is { } numeral) result.Append(c >= '\u2170' ? numeral : numeral.ToUpperInvariant());
            else result.Append(c switch { 'Ð' => 'Đ', 'ð' => 'đ', _ => c });
        }
        return result.ToString();
    }

    /// <summary>Lower case without diacritics; dashes and quotes made plain. Same length.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = FoldChar(source[i]);
    });

    /// <summary>Fold plus repair of what OCR confuses in words (w for ư, q and g for ợ, digits for letters). Same length.</summary>
    public static string Skeleton(string text)
    {
        var folded = Fold(text).ToCharArray();
        for (var start = 0; start < folded.Length;)
        {
            if (!IsWordChar(folded[start])) { start++; continue; }
            var end = start;
            var letters = 0;
            while (end < folded.Length && IsWordChar(folded[end])) letters += char.IsLetter(folded[end++]) ? 1 : 0;
            if (letters * 2 >= end - start)
            {
                for (var i = start; i < end; i++) folded[i] = RepairOcr(folded[i]);
            }
            start = end;
        }
        return new string(folded);
    }

    /// <summary>The coarsest form, for names only: letters that OCR cannot tell apart in "ượ", "ọ" fall together.</summary>
    public static string NameSkeleton(string text) => Skeleton(text).Replace('q', 'o').Replace('g', 'o');

    /// <summary>Lower case, precomposed, new-style tone marks ("hoà" as "hòa"): equal for spellings of the same name.</summary>
    public static string NormaliseSpelling(string text)
    {
        var result = Compose(text).ToLowerInvariant();
        foreach (var (old, modern) in Spellings) result = result.Replace(old, modern, StringComparison.Ordinal);
        return result;
    }

    /// <summary>
    /// Vietnamese text has "đ", "ư", "ơ", "ă" in about one letter of ten; an OCR without a Vietnamese model leaves almost none.
    /// </summary>
    public static bool HasLostDiacritics(string text)
    {
        int letters = 0, own = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (c is 'đ' or 'Đ' or 'ư' or 'Ư' or 'ơ' or 'Ơ' or 'ă' or 'Ă' || c is >= '\u1EA0' and <= '\u1EF9' && c is not ('é' or 'ẽ'))
                own++;
        }
        return letters >= 40 && own * 100 < letters * 12;
    }

    /// <summary>1 for equal, 0 for nothing in common (edit distance over the longer length).</summary>
    public static double Similarity(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return a.Length == b.Length ? 1 : 0;
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return 1 - (double)row[b.Length] / Math.Max(a.Length, b.Length);
    }

    /// <summary>One space between words, no ends.</summary>
    public static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static bool StartsUpper(string text) => text.Length > 0 && char.IsUpper(text[0]);

    public static bool StartsLower(string text) => text.Length > 0 && char.IsLower(text[0]);

    public static bool IsMostlyUpper(string text)
    {
        int upper = 0, lower = 0;
        foreach (var c in text)
        {
            if (char.IsUpper(c)) upper++;
            else if (char.IsLower(c)) lower++;
        }
        return upper > 0 && upper >= 4 * lower;
    }

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || c is '¢' or '$' or '@';

    private static char RepairOcr(char c) => c switch
    {
        '0' or '6' or '9' => 'o',
        '1' => 'l',
        '4' or '3' => 'a',
        '5' or '$' => 's',
        '¢' => 'e',
        '@' => 'o',
        'w' => 'u',
        _ => c,
    };

    private static char FoldChar(char c) => c < Base.Length ? Base[c] : c switch
    {
        '–' or '—' or '‑' or '‐' or '−' => '-',
        '“' or '”' or '„' => '"',
        '‘' or '’' => '\'',
        _ => char.ToLowerInvariant(c),
    };

    private static char[] BuildBase()
    {
        var table = new char[0x1F00];
        for (var i = 0; i < table.Length; i++) table[i] = char.ToLowerInvariant((char)i);
        for (var i = 0x80; i < table.Length; i++) table[i] = Plain((char)i);
        void Map(char letter, char to)
        {
            table[letter] = to;
            table[char.ToUpperInvariant(letter)] = to;
        }
        // Letters an OCR with a western model puts in place of Vietnamese ones.
        (string Letters, char To)[] western =
        [
            ("äåāą", 'a'), ("ëėęě", 'e'), ("ïīį", 'i'), ("öøőō", 'o'), ("üűūů", 'u'), ("ÿ", 'y'), ("çćč", 'c'), ("ñń", 'n'), ("šś", 's'),
            ("žź", 'z'), ("ď", 'd'),
        ];
        foreach (var (letters, to) in western)
        {
            foreach (var letter in letters) Map(letter, to);
        }
        return table;
    }

    private static (string, string)[] BuildSpellings()
    {
        var pairs = new List<(string, string)>();
        foreach (var (first, second) in new[] { ('o', 'a'), ('o', 'e'), ('u', 'y') })
        {
            for (var t = 0; t < ToneMarks.Length; t++)
            {
                pairs.Add(($"{first}{Toned[Vowels.IndexOf(second)][t]}", $"{Toned[Vowels.IndexOf(first)][t]}{second}"));
            }
        }
        return [.. pairs];
    }
}

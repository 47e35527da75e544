using Platform.Reading.Text;

namespace Platform.PlanDocuments;

/// <summary>
/// How alike two short Vietnamese texts are: the words they share, without diacritics, weighted by how rare a word is where that is known.
/// Pure; the same for upper and lower case, old and new spelling.
/// </summary>
public sealed class TextLikeness
{
    private static readonly HashSet<string> Fillers =
    [
        "va", "cua", "cac", "cho", "theo", "tai", "ve", "trong", "den", "tu", "voi", "duoc", "la", "tren", "nhung", "do", "nay", "o", "dia",
        "ban", "cong", "tac", "thuc", "hien", "xa", "phuong", "thanh", "pho",
    ];

    private readonly HashSet<string> words;
    private readonly string whole;

    private TextLikeness(string folded)
    {
        var all = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        whole = string.Join(' ', all);
        words = [.. all.Where(w => !Fillers.Contains(w))];
        if (words.Count == 0) words = [.. all];
    }

    public static TextLikeness Of(string text) =>
        new(FoldedWords.Of(text));

    public bool Same(TextLikeness other) => whole.Length > 0 && whole == other.whole;

    /// <summary>0 to 1: words in common over all words (1 for equal sets).</summary>
    public double With(TextLikeness other)
    {
        if (words.Count == 0 || other.words.Count == 0) return 0;
        var (few, many) = words.Count <= other.words.Count ? (words, other.words) : (other.words, words);
        var common = few.Count(many.Contains);
        return (double)common / (words.Count + other.words.Count - common);
    }

    /// <summary>0 to 1: how much of the shorter text the longer one holds; a commune's row often shortens the city's.</summary>
    public double Within(TextLikeness other)
    {
        var (few, many) = words.Count <= other.words.Count ? (words, other.words) : (other.words, words);
        return few.Count < 3 ? With(other) : (double)few.Count(many.Contains) / few.Count;
    }
}

using Platform.Reading.Text;

namespace Platform.Tasks.Model;

/// <summary>What a search for tasks looks through and for. Pure.</summary>
public static class SearchWords
{
    /// <summary>Folded words, each behind one space, so that a word's beginning can be found: " ban hanh ke hoach". Empty for no words.</summary>
    public static string TextOf(params IEnumerable<string?> parts) =>
        FoldedWords.Of(string.Join(' ', parts)) is { Length: > 0 } words ? $" {words}" : "";

    /// <summary>The folded words of a query; the last words beyond <paramref name="most"/> are passed over.</summary>
    public static string[] Of(string query, int most = 8) =>
        [.. FoldedWords.Of(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most)];
}

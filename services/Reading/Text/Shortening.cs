namespace Platform.Reading.Text;

/// <summary>Text for a place that holds only so much.</summary>
public static class Shortening
{
    /// <returns>The text itself when it fits; else its beginning and "…", together at most <paramref name="longest"/> characters (UTF-16).</returns>
    public static string Shortened(this string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        // Half of a surrogate pair is no character, and no database takes it.
        return string.Concat(text.AsSpan(0, end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}

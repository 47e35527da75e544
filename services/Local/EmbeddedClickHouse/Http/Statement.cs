using System.Text;
using System.Text.RegularExpressions;

namespace Platform.EmbeddedEngine;

/// <summary>The little that must be known of a statement before the engine sees it.</summary>
internal static partial class Statement
{
    private const string Quoted = """(?:`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*")""";
    private const string Identifier = $@"(?:{Quoted}|\w+)";
    private const string Leading = @"\A(?:\s|--[^\n]*\n|/\*.*?\*/)*";

    /// <summary>
    /// Cuts an INSERT … FORMAT into statement, format and the place where the rows begin. The engine takes rows apart from the statement,
    /// which is the only way for binary ones: within a query's text it looks for line ends in them.
    /// </summary>
    /// <param name="text">The beginning of the request, UTF-8.</param>
    /// <param name="insert">The parts.</param>
    public static bool TryCutInsert(ReadOnlySpan<byte> text, out (string Statement, string Format, int RowsAt) insert)
    {
        // One character per byte, so that places in the text are places in the bytes.
        var match = InsertPattern().Match(Encoding.Latin1.GetString(text));
        insert = match.Success
            ? (Encoding.UTF8.GetString(text[..match.Groups["end"].Index]), match.Groups["format"].Value, match.Length)
            : default;
        return match.Success;
    }

    /// <summary>Whether it changes the connection it runs on, which over HTTP must not outlive the request.</summary>
    public static bool ChangesSession(ReadOnlySpan<byte> text) => SessionPattern().IsMatch(Start(text));

    /// <summary>Whether it only reads, as all that GET may do.</summary>
    public static bool OnlyReads(ReadOnlySpan<byte> text) => ReadPattern().IsMatch(Start(text));

    /// <summary>The format the statement itself asks for; null if it leaves that to the request.</summary>
    public static string? FormatOf(ReadOnlySpan<byte> text) =>
        FormatPattern().Match(Encoding.Latin1.GetString(text[Math.Max(0, text.Length - 200)..])) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Start(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text[..Math.Min(text.Length, 4096)]);

    [GeneratedRegex(
        Leading + @"INSERT\s+INTO\s+(?:TABLE\s+)?" + Identifier + @"(?:\s*\.\s*" + Identifier + @")?(?:\s*\((?:[^()`""]|" + Quoted + @")*\))?"
        + @"(?:\s*\bSETTINGS\b(?:(?!\bFORMAT\b|\bVALUES\b|\bSELECT\b)[^'(]|'(?:[^'\\]|\\.)*')*)?(?<end>\s*)\bFORMAT\s+(?<format>\w+)[ \t\f]*(?:\r?\n)?",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex InsertPattern();

    [GeneratedRegex(Leading + @"(?:SET|USE|CREATE\s+(?:OR\s+REPLACE\s+)?TEMPORARY)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex SessionPattern();

    [GeneratedRegex(Leading + @"\(*\s*(?:SELECT|WITH|SHOW|DESC|DESCRIBE|EXPLAIN|EXISTS|FROM)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex ReadPattern();

    [GeneratedRegex(@"\bFORMAT\s+(\w+)\s*(?:SETTINGS\b[^;]*)?;?\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex FormatPattern();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.EmbeddedEngine;

/// <summary>The engine refused a query. The message is the engine's, <c>Code: N. DB::Exception: …</c>.</summary>
public sealed partial class ChdbException : Exception
{
    /// <summary>From the engine's text.</summary>
    public ChdbException(string message) : base(message) =>
        Code = CodePattern().Match(message) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 1002;

    /// <summary>From a code and a text of our own, spelled the engine's way.</summary>
    public ChdbException(int code, string name, string text) : base($"Code: {code}. DB::Exception: {text} ({name})") => Code = code;

    /// <summary>ClickHouse's error code; 1002 (unknown exception) if the text has none.</summary>
    public int Code { get; }

    [GeneratedRegex(@"^Code: (\d+)")]
    private static partial Regex CodePattern();
}

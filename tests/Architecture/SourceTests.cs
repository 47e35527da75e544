using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>Rules of style that a machine can hold.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Product = ["services", "gateway", "contracts"];

    [Fact]
    public void File_HasAtMostFourHundredLines() =>
        Rule.HoldsBut(Sources.Files("*.cs").Select(f => (f, Lines: Sources.Read(f).Count(c => c == '\n'))).Where(f => f.Lines > 400));

    [Fact]
    public void Clock_IsReadThroughTimeProvider() => Rule.HoldsBut(Matches(Clock()));

    [Fact]
    public void Nothing_Sleeps() => Rule.HoldsBut(Sources.Files("*.cs", [.. Product, "tests"])
        .Where(f => !f.StartsWith("tests/Architecture/", StringComparison.Ordinal))
        .SelectMany(f => Sleep().Matches(Sources.Code(f)).Select(m => $"{f}: {m.Value}")));

    // Comments are left in: a catch block that does nothing says why.
    [Fact]
    public void Catch_IsNeverEmpty() => Rule.HoldsBut(
        Sources.Files("*.cs", Product).SelectMany(f => EmptyCatch().Matches(Sources.Read(f)).Select(m => $"{f}: {m.Value}")));

    private static IEnumerable<string> Matches(Regex regex) =>
        Sources.Files("*.cs", Product).SelectMany(f => regex.Matches(Sources.Code(f)).Select(m => $"{f}: {m.Value}"));

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bThread\.Sleep\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bcatch\b[^{;]*\{\s*\}")]
    private static partial Regex EmptyCatch();
}

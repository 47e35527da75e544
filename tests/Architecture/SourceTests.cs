using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>Rules of style that no analyzer holds; the others are in .editorconfig and BannedSymbols.txt.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Product = ["services", "gateway", "contracts"];

    [Fact]
    public void File_HasAtMostFourHundredLines() =>
        Rule.HoldsBut(Sources.Files("*.cs").Select(f => (f, Lines: Sources.Read(f).Count(c => c == '\n'))).Where(f => f.Lines > 400));

    // Comments are left in: a catch block that does nothing says why.
    [Fact]
    public void Catch_IsNeverEmpty() => Rule.HoldsBut(
        Sources.Files("*.cs", Product).SelectMany(f => EmptyCatch().Matches(Sources.Read(f)).Select(m => $"{f}: {m.Value}")));

    [GeneratedRegex(@"\bcatch\b[^{;]*\{\s*\}")]
    private static partial Regex EmptyCatch();
}

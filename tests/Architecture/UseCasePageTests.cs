using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>docs/add-a-use-case.md shows the product's own code: every step quotes a file, and stands there.</summary>
public sealed partial class UseCasePageTests
{
    private const string Page = "docs/add-a-use-case.md";

    [Fact]
    public void Steps_QuoteWhatStandsInTheirFiles()
    {
        var quotes = Quotes().Matches(Sources.Read(Page));
        Assert.Equal(6, quotes.Count);
        Rule.HoldsBut(
            from quote in quotes
            let file = quote.Groups["file"].Value
            where !Sources.Read(file).Contains(quote.Groups["code"].Value, StringComparison.Ordinal)
            select $"{file} does not hold\n{quote.Groups["code"].Value}");
    }

    /// <summary>The operation of the example is everywhere where the steps say that one ends up.</summary>
    [Theory]
    [InlineData("contracts/openapi/tasks.json", "\"/api/tasks/{id}/wait\"")]
    [InlineData("contracts/rights.md", "`POST /api/tasks/{id}/wait`")]
    public void Example_IsInTheContracts(string file, string entry) => Assert.Contains(entry, Sources.Read(file), StringComparison.Ordinal);

    [Fact]
    public void Switches_AreThoseOfTheTests()
    {
        var known = Sources.Files("*.cs", "tests/Architecture").SelectMany(f => Switches().Matches(Sources.Read(f))).Select(m => m.Value).ToHashSet();
        Rule.HoldsBut(Switches().Matches(Sources.Read(Page)).Select(m => m.Value).Except(known));
    }

    [GeneratedRegex(@"^`(?<file>[\w./-]+)`\n```csharp\n(?<code>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Quotes();

    [GeneratedRegex("UPDATE_[A-Z_]+")]
    private static partial Regex Switches();
}

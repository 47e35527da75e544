using System.Text;
using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Architecture.Tests;

/// <summary>Every stable code stands in one place of the source and in the public list.</summary>
public sealed partial class ErrorCodeTests
{
    private const string ListFile = "contracts/error-codes.md";

    private sealed record Found(string Code, string File, string? Status, string? Title);

    private static List<Found> InSource() =>
        [.. from file in Sources.Files("*.cs", "services", "gateway")
            from Match match in Codes().Matches(Sources.Code(file))
            select new Found(
                match.Groups["code"].Value, file,
                match.Groups["status"] is { Success: true } status ? status.Value : null,
                match.Groups["title"] is { Success: true } title ? title.Value : null)];

    [Fact]
    public void Code_StandsInOnePlaceOnly()
    {
        var found = InSource();
        Assert.True(found.Count > 60, $"Only {found.Count} codes were found: the pattern no longer fits the source.");
        // What an imported document may lack is found in more than one kind of file.
        Rule.HoldsBut(found.Where(f => !f.Code.StartsWith("PLN-I-", StringComparison.Ordinal)).GroupBy(f => f.Code).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(f => f.File))}"));
    }

    [Fact]
    public void Code_OfOneService_HasOnePrefix() => Rule.HoldsBut(
        InSource().GroupBy(f => f.Code.Split('-')[0]).Where(g => g.Key is not ("REQ" or "AUTH"))
            .Where(g => g.Select(f => string.Join('/', f.File.Split('/')[..2])).Distinct().Count() > 1).Select(g => g.Key));

    [Fact]
    public void List_NamesEveryCode()
    {
        var list = new StringBuilder(
            """
            # Error codes

            The stable codes of the API, as they stand in `code` and `errors[].code` of problem details and in `findings[].code` of an
            imported plan. A code never changes its meaning. Those with a status are answers of their own, the others single findings.

            | code | status | meaning |
            |---|---|---|

            """);
        foreach (var found in InSource().OrderBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Title is null).DistinctBy(f => f.Code))
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {found.Code} | {found.Status} | {Words(found.Title ?? "see the message")} |\n");
        if (Environment.GetEnvironmentVariable("UPDATE_ERROR_CODES") == "1")
            File.WriteAllText(RepositoryRoot.Combine(ListFile), list.ToString());
        Assert.True(
            File.Exists(RepositoryRoot.Combine(ListFile)) && Sources.Read(ListFile) == list.ToString(),
            $"{ListFile} is not what the source says; UPDATE_ERROR_CODES=1 makes this test write it.");
    }

    /// <summary>The message with its insertions left open, or a constant's name in words.</summary>
    private static string Words(string title) => title.Contains(' ', StringComparison.Ordinal)
        ? Insertions().Replace(title, "…")
        : Capitals().Replace(title, m => $" {m.Value.ToLowerInvariant()}");

    // "RPT-0001", 409, "Title" of an answer; const string Name = "RPT-1001" or "RPT-1020", $"message" of a finding.
    [GeneratedRegex("""("(?<code>(AUTH|REQ|[A-Z]{3})-\d{4})",\s*(?<status>\d{3}),\s*"(?<title>[^"]+)")|(const string (?<title>\w+) = "(?<code>[A-Z]{3}-(I-\d{3}|\d{4}))")|("(?<code>[A-Z]{3}-(I-\d{3}|\d{4}))"(,\s*(Severity\.\w+,\s*)?[$]?"(?<title>[^"]+)")?)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Codes();

    [GeneratedRegex(@"\{[^{}]*(\}|$)")]
    private static partial Regex Insertions();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Capitals();
}

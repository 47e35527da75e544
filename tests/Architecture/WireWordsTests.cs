using System.Text;
using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Architecture.Tests;

/// <summary>Words that travel (states, kinds, roles) stand once, as C# constants; the pages get them from there, and name every one of them.</summary>
public sealed partial class WireWordsTests
{
    private const string Exported = "gateway/web/src/api/words.ts";

    /// <summary>Class of constants, and what the pages call one of its words.</summary>
    private static readonly (string Class, string Type)[] Sets =
    [
        ("OrgUnitKinds", "OrgUnitKind"), ("RankingBlocks", "RankingBlock"), ("ReportStates", "SentReportState"), ("TaskStates", "TaskState"), ("ValueStatuses", "ValueStatus"),
        ("NoticeUrgency", "Urgency"), ("PlanStates", "PlanState"), ("CityReportStates", "CityReportState"), ("PartStates", "PartState"),
        ("TemplateStates", "TemplateState"), ("ExportJobStates", "ExportJobState"), ("LatePolicies", "LatePolicy"), ("TaskOrigins", "TaskOrigin"),
        ("Confirmations", "Confirmation"), ("ExtensionStates", "ExtensionState"), ("MailDelivery", "MailDelivery"), ("Roles", "Role"),
    ];

    [Fact]
    public void Words_AreThePagesWords()
    {
        var classes = Sources.Files("*.cs", "contracts", "services").SelectMany(file => Classes().Matches(Sources.Code(file)))
            .ToLookup(m => m.Groups["name"].Value, m => m.Groups["body"].Value);
        var words = new StringBuilder("// From the C# constants of the same words; tests/Architecture/WireWordsTests.cs writes it with UPDATE_WORDS=1.\n");
        foreach (var (name, type) in Sets)
        {
            var values = Constants().Matches(Assert.Single(classes[name])).Select(m => $"'{m.Groups[1].Value}'").ToList();
            Assert.NotEmpty(values);
            words.Append($"\nexport type {type} = {string.Join(" | ", values)};\n");
        }
        var file = RepositoryRoot.Combine(Exported);
        if (Environment.GetEnvironmentVariable("UPDATE_WORDS") == "1")
            File.WriteAllText(file, $"{words}");
        Assert.True(File.Exists(file) && File.ReadAllText(file) == $"{words}", $"{Exported} is not what the constants say; UPDATE_WORDS=1 makes this test write it.");
    }

    [GeneratedRegex(@"public static (?:partial )?class (?<name>\w+)\s*\{(?<body>.*?)\n\}", RegexOptions.Singleline)]
    private static partial Regex Classes();

    [GeneratedRegex("""public const string \w+ = "([^"]+)";""")]
    private static partial Regex Constants();
}

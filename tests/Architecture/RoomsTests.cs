using System.Text;
using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Architecture.Tests;

/// <summary>The rooms of a service: what lies at the bottom knows nothing above it, and no two folders need each other.</summary>
public sealed partial class RoomsTests
{
    private const string Root = "the service";

    private static readonly string[] Whole = ["Identity", "Plans", "Tasks", "Indicators", "Reporting", "Rollups", "ServiceDefaults"];

    public static TheoryData<string> Services => [.. Whole];

    [Theory]
    [MemberData(nameof(Services))]
    public void Folders_FormNoCycle(string service)
    {
        var uses = UsesOf(service, room: false);
        Assert.NotEmpty(uses);
        Assert.Empty(Cycle(uses));
        Assert.Empty(Cycle(UsesOf(service, room: true)));
    }

    [Theory]
    [InlineData("Plans")]
    [InlineData("Tasks")]
    [InlineData("Reporting")]
    public void Bottom_KnowsNothingAbove(string service)
    {
        var rooms = UsesOf(service, room: true);
        Assert.Empty(rooms.GetValueOrDefault("Errors", []));
        Assert.Empty(rooms.GetValueOrDefault("Model", []).Except(["Errors"]));
        Assert.Empty(rooms.GetValueOrDefault("Storage", []).Except(["Errors", "Model"]));
        Assert.DoesNotContain(rooms, r => r.Value.Contains(Root));
    }

    [Fact]
    public void Picture_IsTheOneCommitted()
    {
        var picture = new StringBuilder("# Rooms\n\nWhich folder of a service uses which, as the sources say; a test draws it. No arrow leads back.\n");
        foreach (var service in Whole)
        {
            picture.Append($"\n## {service}\n```mermaid\ngraph TD\n");
            foreach (var (from, to) in UsesOf(service, room: true).OrderBy(u => u.Key, StringComparer.Ordinal))
                picture.Append($"    {Node(from)} --> {string.Join(" & ", to.Order(StringComparer.Ordinal).Select(Node))}\n");
            picture.Append("```\n");
        }
        var file = RepositoryRoot.Combine("docs", "rooms.md");
        if (Environment.GetEnvironmentVariable("UPDATE_ROOMS") == "1")
            File.WriteAllText(file, $"{picture}");
        Assert.True(File.ReadAllText(file) == $"{picture}", "docs/rooms.md is not what the sources say; UPDATE_ROOMS=1 makes this test write it.");
    }

    private static string Node(string room) => room == Root ? "top([service])" : room;

    /// <param name="room">Of the folders right below the service, else of all.</param>
    private static Dictionary<string, HashSet<string>> UsesOf(string service, bool room)
    {
        var prefix = $"Platform.{service}";
        string Name(string space) => space.Length == prefix.Length ? Root : room ? space[(prefix.Length + 1)..].Split('.')[0] : space[(prefix.Length + 1)..];
        bool Own(string space) => space == prefix || space.StartsWith($"{prefix}.", StringComparison.Ordinal);
        var files = (from file in Sources.Files("*.cs", $"services/{service}")
                     where !file.StartsWith("services/Plans/Documents/", StringComparison.Ordinal)
                     let code = Sources.Code(file)
                     let space = Namespace().Match(code).Groups[1].Value
                     where Own(space)
                     select (Space: space, Code: code)).ToList();
        // What a namespace declares is known in those below it without a word of it on top of the file.
        var declared = files.GroupBy(f => f.Space).ToDictionary(g => g.Key, g => g.SelectMany(f => Declared().Matches(f.Code).Select(m => m.Groups[1].Value)).ToHashSet());
        IEnumerable<string> Above(string space, string code) => declared
            .Where(d => space.StartsWith($"{d.Key}.", StringComparison.Ordinal) && Word().Matches(code).Any(w => d.Value.Contains(w.Value)))
            .Select(d => d.Key);
        return (from file in files
                from used in Using().Matches(file.Code).Select(m => m.Groups[1].Value).Concat(Above(file.Space, file.Code))
                where Own(used) && Name(used) != Name(file.Space)
                group Name(used) by Name(file.Space)).ToDictionary(g => g.Key, g => g.ToHashSet());
    }

    /// <summary>The folders of one cycle; empty when there is none.</summary>
    private static IReadOnlyList<string> Cycle(Dictionary<string, HashSet<string>> uses)
    {
        // What nobody needs, and what needs nobody, is in no cycle.
        var left = uses.ToDictionary(u => u.Key, u => u.Value.ToHashSet());
        while (left.Keys.FirstOrDefault(k => !left[k].Overlaps(left.Keys)) is { } free)
            left.Remove(free);
        return [.. left.Keys];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) [\w ]*?(?:class|record struct|record|struct|interface|enum|delegate [\w<>?]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}

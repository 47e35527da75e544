using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Architecture.Tests;

/// <summary>The repository's source files.</summary>
internal static partial class Sources
{
    /// <summary>Paths relative to the root, built and fetched folders left out.</summary>
    public static IEnumerable<string> Files(string pattern, params string[] folders) => folders.DefaultIfEmpty(".")
        .Where(f => Directory.Exists(RepositoryRoot.Combine(f)))
        .SelectMany(f => Directory.EnumerateFiles(RepositoryRoot.Combine(f), pattern, SearchOption.AllDirectories))
        .Select(f => Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'))
        .Where(f => !Skipped().IsMatch(f))
        .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(RepositoryRoot.Combine(file));

    /// <summary>Text without comments; strings stay.</summary>
    public static string Code(string file) => Comments().Replace(Read(file), "");

    [GeneratedRegex("(^|/)(bin|obj|node_modules|wwwroot|\\.git|\\.data|\\.run)/")]
    private static partial Regex Skipped();

    [GeneratedRegex("(?<![:\"])//[^\n]*")]
    private static partial Regex Comments();
}

internal static class Rule
{
    /// <summary>Fails with every place where the rule does not hold.</summary>
    public static void HoldsBut<T>(IEnumerable<T> exceptions) => Assert.Equal([], exceptions.Select(e => $"{e}"));
}

namespace Platform.PlanDocuments.Tests;

/// <summary>Real plans are not part of the repository: they lie in "shared" beside it, or where PLATFORM_SHARED says.</summary>
internal static class SharedDocuments
{
    private static readonly Lazy<string?> Root = new(Find);
    private static readonly Lazy<IReadOnlyList<KnownUnit>> HaiPhong = new(ReadUnits);

    public static string? Directory => Root.Value;

    public static PlanDocument Read(string name) => PlanDocumentReader.Read(File.ReadAllText(Path.Combine(Directory!, "plans", name)), HaiPhong.Value);

    private static IReadOnlyList<KnownUnit> ReadUnits() =>
        [.. File.ReadLines(Path.Combine(Directory!, "data", "haiphong_communes.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new KnownUnit(cells[0], cells[1], cells[2], cells[3]))];

    private static string? Find()
    {
        var configured = Environment.GetEnvironmentVariable("PLATFORM_SHARED");
        if (IsShared(configured)) return configured;
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var beside = Path.Combine(directory.FullName, "shared");
            if (IsShared(beside)) return beside;
        }
        return null;
    }

    private static bool IsShared(string? path) =>
        !string.IsNullOrEmpty(path) && System.IO.Directory.Exists(Path.Combine(path, "plans")) && File.Exists(Path.Combine(path, "data", "haiphong_communes.csv"));
}

/// <summary>Reported as skipped where the real documents are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDocumentFactAttribute : FactAttribute
{
    public RealDocumentFactAttribute()
    {
        if (SharedDocuments.Directory is null) Skip = "The real plans are not here (set PLATFORM_SHARED).";
    }
}

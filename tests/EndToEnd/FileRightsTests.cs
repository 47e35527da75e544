namespace Platform.EndToEnd.Tests;

[Collection(SharedPlatformCollection.Name)]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class FileRightsTests(SharedPlatform shared)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Of a file that went while the tree was walked.
    private const UnixFileMode Gone = (UnixFileMode)(-1);

    [Fact]
    public void Data_IsForTheAccountOfThePlatformAlone()
    {
        var data = new DirectoryInfo(shared.Platform.Data);
        var all = data.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(data).ToList();
        foreach (var name in (string[])["identity.db", "identity.db-wal", "identity.db-shm", "sidecar.db", "platform.lock", "identity.key", "keys", "evidence", "exports", "clickhouse"])
            Assert.Contains(all, f => f.Name == name);
        // A link's own bits say nothing; ClickHouse makes some.
        Assert.Empty(all.Where(f => f.LinkTarget is null && f.UnixFileMode is var mode && mode != Gone && (mode & ~Owner) != UnixFileMode.None).Select(f => $"{f.FullName} {f.UnixFileMode}"));
    }
}

using System.Diagnostics;
using Platform.EmbeddedEngine;

namespace Platform.Fixtures;

/// <summary>
/// A real ClickHouse engine for tests, on data of its own that goes with it. A process has one: share it between test classes
/// with a collection (<c>[CollectionDefinition("ClickHouse")] class … : ICollectionFixture&lt;EmbeddedClickHouseFixture&gt;</c>) and let each test
/// make its own tables, or databases, by <see cref="NewName"/>.
/// </summary>
public sealed class EmbeddedClickHouseFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("clickhouse-");
    private static int s_names;

    public EmbeddedClickHouse Server { get; private set; } = null!;

    public string ConnectionString => Server.ConnectionString;

    /// <summary>A name nobody else in the process uses.</summary>
    public static string NewName(string prefix) => $"{prefix}_{Interlocked.Increment(ref s_names)}";

    public async Task InitializeAsync()
    {
        if (ChdbLibrary.Find() is null)
        {
            await InstallLibraryAsync();
        }

        Server = EmbeddedClickHouse.Create(new EmbeddedClickHouseOptions { DataDirectory = _data.FullName });
        await Server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static async Task InstallLibraryAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "services/Local/EmbeddedClickHouse/package.json")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(
            root?.FullName ?? throw new InvalidOperationException("These tests run within the repository."), "services/Local/EmbeddedClickHouse");
        using var npm = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund") { WorkingDirectory = folder })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"'npm ci' in {folder} failed with {npm.ExitCode}; these tests need libchdb.so.");
        }
    }
}

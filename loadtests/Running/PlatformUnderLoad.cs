using System.Security.Cryptography;

namespace Platform.LoadTests.Running;

/// <summary>The whole platform as a child process on a free port, with the demo in a temporary data folder.</summary>
public sealed class PlatformUnderLoad : IAsyncDisposable
{
    private readonly string _data;

    private PlatformUnderLoad(string data, ChildProcess process, string password)
    {
        _data = data;
        Process = process;
        Api = new(process.Address, password);
    }

    public ChildProcess Process { get; }

    public Api Api { get; }

    /// <summary>Where the platform stores everything.</summary>
    public string DataDirectory => _data;

    /// <param name="nation">Users for all communes of the country.</param>
    /// <param name="clickHouse">Connection string of a ClickHouse that runs elsewhere; null: the embedded one.</param>
    public static async Task<PlatformUnderLoad> StartAsync(bool nation = false, string? clickHouse = null)
    {
        var data = Directory.CreateTempSubdirectory("platform-load-").FullName;
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var environment = new Dictionary<string, string>
        {
            ["PLATFORM_DEMO_PASSWORD"] = password,
            // All users come from one address here; a real deadline has one address per office.
            ["Gateway__SignInsPerMinute"] = "1000000",
            ["Gateway__RequestsPerMinute"] = "10000000",
        };
        if (clickHouse is not null)
            environment["ClickHouse__ConnectionString"] = clickHouse;
        string[] args = ["--demo", .. nation ? ["--nation"] : Array.Empty<string>(), "--port", "0", "--data", data];
        Console.WriteLine("starting the platform");
        return new(data, await ChildProcess.StartAsync(Built("services/Local", "Platform.Local.dll"), args, environment), password);
    }

    /// <summary>A Release build of a project of this repository.</summary>
    public static string Built(string project, string dll)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Directory.Packages.props")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run this from a checkout of the repository.");
        return Path.Combine(root, project, "bin", "Release", "net10.0", dll);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}

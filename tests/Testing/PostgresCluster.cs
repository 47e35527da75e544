using System.Diagnostics;
using Platform.Local;

namespace Platform.Testing;

/// <summary>A PostgreSQL of its own in a folder that goes with the test, where the machine has the programs.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly int _port = Ports.Free(1)[0];

    private PostgresCluster()
    {
    }

    /// <summary>Why there is none here; null when there is one.</summary>
    public static string? Missing { get; } =
        Programs() is null ? "PostgreSQL's programs (initdb, pg_ctl) are not installed."
        : Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal))
            ? "PostgreSQL does not run as root, and there is no user postgres."
        : null;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=platform;Database=platform;Pooling=true;Maximum Pool Size=40;Timeout=30";

    /// <summary>What the server has written so far: its errors, whoever heard of them.</summary>
    public Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(_folder.Path, "log"));

    private string Data => Path.Combine(_folder.Path, "data");

    public static async Task<PostgresCluster> StartAsync()
    {
        var cluster = new PostgresCluster();
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", cluster._folder.Path);
        await AsServerAsync("initdb", "-D", cluster.Data, "-U", "platform", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await AsServerAsync(
            "pg_ctl", "-D", cluster.Data, "-w", "-s", "-l", Path.Combine(cluster._folder.Path, "log"),
            "-o", $"-p {cluster._port} -k {cluster._folder.Path} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200", "start");
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await AsServerAsync("pg_ctl", "-D", Data, "-w", "-s", "-m", "immediate", "stop");
        _folder.Dispose();
    }

    private static string? Programs()
    {
        string[] versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.Select(v => Path.Combine(v, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(p => File.Exists(Path.Combine(p, "initdb")) && File.Exists(Path.Combine(p, "pg_ctl")));
    }

    private static Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs()!, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}");
    }
}

using System.Diagnostics;
using System.Reflection;
using Platform.Local;
using Platform.Testing;

namespace Platform.Cluster.Tests;

/// <summary>The Rollups service as a process of its own, one silo of a cluster.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private SiloProcess(Process process, int siloPort, Uri address)
    {
        (_process, SiloPort) = (process, siloPort);
        Http = new() { BaseAddress = address };
    }

    public int SiloPort { get; }

    public HttpClient Http { get; }

    public bool IsAlive => !_process.HasExited;

    /// <param name="settings">What the silos of the cluster have in common.</param>
    public static async Task<SiloProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var ports = Ports.Free(4);
        var own = new Dictionary<string, string>(settings)
        {
            ["Urls:Http"] = $"http://127.0.0.1:{ports[0]}",
            ["Urls:Grpc"] = $"http://127.0.0.1:{ports[1]}",
            ["Orleans:SiloPort"] = $"{ports[2]}",
            ["Orleans:GatewayPort"] = $"{ports[3]}",
        };
        var configuration = typeof(SiloProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var program = Path.Combine(RepositoryRoot.Path, "services", "Rollups", "bin", configuration, "net10.0", "Platform.Rollups.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. own.Select(s => $"--{s.Key}={s.Value}")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var silo = new SiloProcess(new() { StartInfo = start }, ports[2], new(own["Urls:Http"]));
        silo._process.OutputDataReceived += (_, line) => silo.Take(line.Data);
        silo._process.ErrorDataReceived += (_, line) => silo.Take(line.Data);
        silo._process.Start();
        silo._process.BeginOutputReadLine();
        silo._process.BeginErrorReadLine();
        try
        {
            await Patient.UntilAsync("a silo is ready", TimeSpan.FromMinutes(3), silo.IsReadyAsync);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public string Output()
    {
        lock (_output)
            return string.Join('\n', _output.TakeLast(80));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        Http.Dispose();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"A silo ended before it was ready:\n{Output()}");
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
    }
}

/// <summary>Waits for a condition that may take longer than tests inside one process allow.</summary>
internal static class Patient
{
    public static async Task<TimeSpan> UntilAsync(string expected, TimeSpan within, Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > within)
                throw new TimeoutException($"Within {within.TotalSeconds} s this did not come true: {expected}");
            // Between two looks at another process, which tells nobody.
            await Task.Delay(50);
        }
        return clock.Elapsed;
    }
}

using System.Diagnostics;
using System.Reflection;

namespace Platform.EndToEnd.Tests;

/// <summary>The platform as a user starts it: one process with the demo, on a free port, with data of its own.</summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    public const string Password = "end-to-end-1";
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(3);

    private readonly string _data = Directory.CreateTempSubdirectory("platform-e2e-").FullName;
    private readonly List<string> _output = [];
    private readonly Dictionary<string, string> _environment;
    private Process? _process;

    private PlatformProcess(Dictionary<string, string>? environment) => _environment = environment ?? [];

    public Uri Address { get; private set; } = null!;

    /// <summary>Where it stores everything.</summary>
    public string Data => _data;

    public Api Anonymous { get; private set; } = null!;

    public static string Root { get; } = FindRoot();

    /// <summary>What <c>./run</c> starts.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "services", "Local", "bin", typeof(PlatformProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration,
        "net10.0", "Platform.Local.dll");

    /// <param name="environment">Settings beside the demo's.</param>
    public static async Task<PlatformProcess> StartAsync(Dictionary<string, string>? environment = null)
    {
        var platform = new PlatformProcess(environment);
        try
        {
            await platform.RunAsync();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9, then the same data again.</summary>
    public async Task KillAndRestartAsync(Func<Task>? whileDown = null)
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        if (whileDown is not null)
            await whileDown();
        await RunAsync();
    }

    public async Task<Api> SignInAsync(string user)
    {
        var api = new Api(Address);
        await api.SignInAsync(user, Password);
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task RunAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Program, "--demo", "--port", "0", "--data", _data, "--web", Path.Combine(Root, "gateway", "wwwroot"),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLATFORM_DEMO_PASSWORD"] = Password;
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The platform ended before it was ready:\n{Output()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Address = await ready.Task.WaitAsync(StartWithin);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"The platform was not ready within {StartWithin}:\n{Output()}", error);
        }
        Anonymous = new(Address);
    }

    private void Take(string? line, TaskCompletionSource<Uri> ready)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            ready.TrySetResult(new(line["ready ".Length..]));
    }

    private string Output()
    {
        lock (_output)
            return string.Join('\n', _output.TakeLast(50));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Platform.sln is not above the tests.");
        return folder.FullName;
    }
}

/// <summary>One running platform for the tests that leave each other's data alone.</summary>
public sealed class SharedPlatform : IAsyncLifetime
{
    public PlatformProcess Platform { get; private set; } = null!;

    public async Task InitializeAsync() => Platform = await PlatformProcess.StartAsync();

    public async Task DisposeAsync() => await Platform.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedPlatformCollection : ICollectionFixture<SharedPlatform>
{
    public const string Name = "shared platform";
}

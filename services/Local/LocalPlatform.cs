using System.Security.Cryptography;
using Platform.EmbeddedEngine;
using Platform.Gateway;
using Platform.Identity;
using Platform.Indicators;
using Platform.Local.Demo;
using Platform.Plans;
using Platform.Reporting;
using Platform.Rollups;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Telemetry;
using Platform.Sidecar;
using Platform.Tasks;

namespace Platform.Local;

/// <summary>
/// All services, the gateway, the sidecar and the embedded ClickHouse in one process on loopback ports, from the same
/// <c>Create(args)</c> that the containers use.
/// </summary>
public sealed class LocalPlatform : IAsyncDisposable
{
    private static readonly string[] Services = ["Identity", "Plans", "Tasks", "Indicators", "Reporting", "Rollups"];

    private readonly List<(string Name, IHost Host)> _started = [];
    private readonly FileStream _lock;
    private readonly IDisposable? _telemetry = PlatformTelemetry.ObserveProcess("Local");

    private LocalPlatform(FileStream dataLock) => _lock = dataLock;

    /// <summary>Address of the gateway.</summary>
    public Uri Address { get; private set; } = null!;

    public static async Task<LocalPlatform> StartAsync(LocalOptions options, CancellationToken stop)
    {
        PrivateFiles.Enforce();
        var platform = new LocalPlatform(DataFolder.Take(options.DataDirectory));
        try
        {
            await platform.StartAllAsync(options, stop);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops in the reverse order: first the door, last the stores.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, host) in Enumerable.Reverse(_started))
        {
            using var within = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await host.StopAsync(within.Token);
            host.Dispose();
        }
        _telemetry?.Dispose();
        await _lock.DisposeAsync();
    }

    private async Task StartAllAsync(LocalOptions options, CancellationToken stop)
    {
        if (options.Port != 0 && !Ports.IsFree(options.Port))
            throw new LocalPlatformException(StartFailure.Port(options.Port));
        var ports = new Queue<int>(Ports.Free((Services.Length * 2) + 6, options.Port));
        var gatewayPort = options.Port != 0 ? options.Port : ports.Dequeue();
        var http = Services.ToDictionary(s => s, _ => $"http://127.0.0.1:{ports.Dequeue()}");
        var grpc = Services.ToDictionary(s => s, _ => $"http://127.0.0.1:{ports.Dequeue()}");
        var (appToken, daprToken) = (NewToken(), NewToken());

        var shared = new Dictionary<string, string?>
        {
            ["Storage:Directory"] = options.DataDirectory,
            ["ClickHouse:ConnectionString"] = Environment.GetEnvironmentVariable("ClickHouse__ConnectionString") ?? await StartClickHouseAsync(options, stop),
            ["APP_API_TOKEN"] = appToken,
            ["Clock:Now"] = options.Now,
            ["Clock:StartedAt"] = TimeProvider.System.GetUtcNow().ToString("O"),
            [PlatformTelemetry.SharedProcess] = "true",
            ["Orleans:SiloPort"] = $"{ports.Dequeue()}",
            ["Orleans:GatewayPort"] = $"{ports.Dequeue()}",
        };
        foreach (var service in Services)
            (shared[$"Services:{service}:Http"], shared[$"Services:{service}:Grpc"]) = (http[service], grpc[service]);
        if (Environment.GetEnvironmentVariable("DAPR_HTTP_ENDPOINT") is null)
        {
            var sidecar = DaprSidecar.Create(new()
            {
                DataFile = Path.Combine(options.DataDirectory, "sidecar.db"),
                HttpPort = ports.Dequeue(),
                GrpcPort = ports.Dequeue(),
                ApiToken = daprToken,
                Apps = [.. Services.Select(s => new SubscriberApp(s.ToLowerInvariant(), new(http[s]), appToken))],
            });
            await StartAsync("sidecar", sidecar, stop);
            shared["DAPR_HTTP_ENDPOINT"] = DaprSidecar.HttpEndpoint(sidecar);
            shared["DAPR_GRPC_ENDPOINT"] = DaprSidecar.GrpcEndpoint(sidecar);
            shared["DAPR_API_TOKEN"] = daprToken;
        }

        var firstStart = !File.Exists(Path.Combine(options.DataDirectory, "identity.db"));
        if (firstStart && !options.Demo && Environment.GetEnvironmentVariable("PLATFORM_ADMIN_PASSWORD") is null)
            Console.WriteLine("no account yet: start once with PLATFORM_ADMIN_PASSWORD=… to make city-admin, or try --demo");
        var demoPassword = options.Demo ? DemoPassword.For(options.DataDirectory) : null;
        shared["Demo:Password"] = demoPassword;
        shared["Demo:Nation"] = $"{options.Nation}";
        if (options.Demo)
            (shared["Reporting:FirstYear"], shared["Reporting:LastYear"]) = ("2023", "2025");

        string[] Args(string service) =>
        [
            .. shared.Where(s => s.Value is not null).Select(s => $"--{s.Key}={s.Value}"), $"--Urls:Http={http[service]}", $"--Urls:Grpc={grpc[service]}",
        ];
        var (identity, indicators) = (IdentityService.Create(Args("Identity")), IndicatorsService.Create(Args("Indicators")));
        await StartServiceAsync("Identity", identity, IdentityService.PrepareAsync, stop);
        await StartServiceAsync("Tasks", TasksService.Create(Args("Tasks")), TasksService.PrepareAsync, stop);
        await StartServiceAsync("Plans", PlansService.Create(Args("Plans")), PlansService.PrepareAsync, stop);
        await StartServiceAsync("Indicators", indicators, IndicatorsService.PrepareAsync, stop);
        await StartServiceAsync("Reporting", ReportingService.Create(Args("Reporting")), ReportingService.PrepareAsync, stop);
        await StartServiceAsync("Rollups", RollupsService.Create(Args("Rollups")), RollupsService.PrepareAsync, stop);
        await SeriesRestore.RunAsync(identity.Services, indicators.Services, options.RebuildSeries, stop);

        Address = new($"http://127.0.0.1:{gatewayPort}");
        string[] gatewayArgs =
        [
            .. shared.Where(s => s.Value is not null).Select(s => $"--{s.Key}={s.Value}"), $"--Urls:Http={Address.GetLeftPart(UriPartial.Authority)}",
            .. options.WebRoot is { } root ? [$"--Gateway:WebRoot={root}"] : Array.Empty<string>(),
            $"--Gateway:Demo={options.Demo}",
        ];
        await StartServiceAsync("Gateway", GatewayService.Create(gatewayArgs), GatewayService.PrepareAsync, stop);
        if (demoPassword is not null)
        {
            var now = options.Now is { } told ? DateTimeOffset.Parse(told, System.Globalization.CultureInfo.InvariantCulture) : TimeProvider.System.GetUtcNow();
            await DemoLoader.LoadAsync(Address, demoPassword, options.DataDirectory, Contracts.Periods.VietnamTime.DateOf(now), stop);
        }
    }

    private async Task<string> StartClickHouseAsync(LocalOptions options, CancellationToken stop)
    {
        var clickHouse = EmbeddedClickHouse.Create(new()
        {
            DataDirectory = Path.Combine(options.DataDirectory, "clickhouse"),
            Password = NewToken(),
        });
        await StartAsync("clickhouse", clickHouse, stop);
        return clickHouse.ConnectionString;
    }

    private async Task StartServiceAsync(string name, WebApplication app, Func<WebApplication, Task> prepare, CancellationToken stop)
    {
        await prepare(app);
        await StartAsync(name, app, stop);
    }

    private async Task StartAsync(string name, IHost host, CancellationToken stop)
    {
        _started.Add((name, host));
        await host.StartAsync(stop);
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Gateway;
using Platform.Identity;
using Platform.Identity.Tokens;
using Platform.Indicators;
using Platform.Plans;
using Platform.Reporting;
using Platform.Rollups;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks;

namespace Platform.Testing;

/// <summary>
/// Real services on free loopback ports and SQLite files in a folder of their own, Identity always among them. Events go to a
/// <see cref="FakeBroker"/>; deliveries are made by <see cref="DeliverAsync"/>, so that a test decides on order and repetition.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    public const string Password = "demo-password-1234";
    public const string City = "31";
    public const string AppToken = "app-token";

    private static readonly (string Name, Func<string[], WebApplication> Create, Func<WebApplication, Task> Prepare)[] All =
    [
        ("Identity", IdentityService.Create, IdentityService.PrepareAsync),
        ("Tasks", TasksService.Create, TasksService.PrepareAsync),
        ("Plans", PlansService.Create, PlansService.PrepareAsync),
        ("Indicators", IndicatorsService.Create, IndicatorsService.PrepareAsync),
        ("Reporting", ReportingService.Create, ReportingService.PrepareAsync),
        ("Rollups", RollupsService.Create, RollupsService.PrepareAsync),
        ("Gateway", GatewayService.Create, GatewayService.PrepareAsync),
    ];

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, WebApplication> _apps = [];
    private readonly List<HttpClient> _clients = [];
    private readonly string[] _services;
    private readonly Dictionary<string, string?> _settings;
    private int _nextLeaf = -1;

    private TestPlatform(string[] services, Dictionary<string, string?> settings)
    {
        _services = ["Identity", .. services];
        _settings = settings;
    }

    // The official list and the demo's users, written once per process instead of once per platform.
    private static readonly Lazy<Task<byte[]>> SeededIdentity = new(async () =>
    {
        using var folder = new TempFolder();
        await using var identity = IdentityService.Create([$"--Storage:Directory={folder.Path}", $"--Demo:Password={Password}"]);
        await IdentityService.PrepareAsync(identity);
        var copy = Path.Combine(folder.Path, "copy.db");
        await using var scope = identity.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Identity.Storage.IdentityDb>();
        // Sealed for the folder they were made in: each platform makes its own.
        await db.SigningKeys.ExecuteDeleteAsync();
        await db.Database.ExecuteSqlAsync($"vacuum into {copy}");
        return await File.ReadAllBytesAsync(copy);
    });

    static TestPlatform() => ThreadPool.SetMinThreads(64, 64);

    public string Folder => _settings.GetValueOrDefault("Storage:Directory") ?? _folder.Path;

    public FakeBroker Broker { get; private set; } = null!;

    private WebApplication? _clickHouse;

    /// <param name="services">Services beside Identity, by name.</param>
    /// <param name="now">ISO instant at which the clock starts.</param>
    public static async Task<TestPlatform> StartAsync(string[] services, string? now = null, Dictionary<string, string?>? settings = null)
    {
        var platform = new TestPlatform(services, new(settings ?? []) { ["Clock:Now"] = now });
        platform._settings.TryAdd("Demo:Password", Password);
        // Identity checks its own tokens too: it has to know its address before it starts.
        platform._settings["Services:Identity:Http"] = $"http://127.0.0.1:{Local.Ports.Free(1)[0]}";
        if (services.Contains("Rollups"))
        {
            var ports = Local.Ports.Free(2);
            platform._settings.TryAdd("Orleans:SiloPort", $"{ports[0]}");
            platform._settings.TryAdd("Orleans:GatewayPort", $"{ports[1]}");
        }
        if (platform._settings["Demo:Password"] == Password && !platform._settings.ContainsKey("Storage:Provider"))
            await File.WriteAllBytesAsync(Path.Combine(platform.Folder, "identity.db"), await SeededIdentity.Value);
        platform.Broker = await FakeBroker.StartAsync();
        if (services.Contains("Indicators") && !platform._settings.ContainsKey("ClickHouse:ConnectionString"))
        {
            platform._clickHouse = await SilentClickHouse.StartAsync();
            platform._settings["ClickHouse:ConnectionString"] = $"Host=127.0.0.1;Port={new Uri(platform._clickHouse.Urls.First()).Port}";
        }
        await platform.StartServicesAsync();
        return platform;
    }

    /// <summary>Stops everything and starts it again on the same data, at another time.</summary>
    public async Task RestartAsync(string? now = null)
    {
        await StopServicesAsync();
        _settings["Clock:Now"] = now ?? _settings["Clock:Now"];
        await StartServicesAsync();
    }

    /// <summary>Stops one service; the others go on.</summary>
    public async Task StopAsync(string service)
    {
        await StopAsync(_apps[service]);
        _apps.Remove(service);
    }

    /// <summary>Starts one stopped service again, at its old address.</summary>
    public Task StartAsync(string service) => StartServiceAsync(All.Single(a => a.Name == service));

    public T Get<T>(string service) where T : notnull => _apps[service].Services.GetRequiredService<T>();

    public IServiceScopeFactory Scopes(string service) => Get<IServiceScopeFactory>(service);

    /// <summary>Runs something on a service's database.</summary>
    public async Task<T> DbAsync<TDb, T>(string service, Func<TDb, Task<T>> use) where TDb : notnull
    {
        await using var scope = Scopes(service).CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public Uri Address(string service) => new(_settings[$"Services:{service}:Http"]!);

    public Uri GrpcAddress(string service) => new(_settings[$"Services:{service}:Grpc"]!);

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous(string service, HttpMessageHandler? handler = null)
    {
        var client = new HttpClient(handler ?? new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address(service) };
        _clients.Add(client);
        return client;
    }

    /// <summary>A client with a real token of Identity's.</summary>
    public HttpClient As(string service, string userName, string unit, params string[] roles)
    {
        var client = Anonymous(service);
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token(userName, unit, roles));
        return client;
    }

    public HttpClient Leader(string service, string unit) => As(service, $"{unit}-leader", unit, Roles.CommuneLeader);

    public HttpClient Officer(string service, string unit) => As(service, $"{unit}-officer", unit, Roles.CommuneOfficer);

    public HttpClient Admin(string service) => As(service, "city-admin", City, Roles.CityAdmin);

    public HttpClient Analyst(string service) => As(service, "city-analyst", City, Roles.CityAnalyst);

    public string Token(string userName, string unit, params string[] roles) =>
        Get<TokenIssuer>("Identity").Access(userName, userName, unit, string.Join(' ', roles));

    /// <summary>All units, as Identity has them.</summary>
    public OrgUnitSnapshot Units => Get<Identity.OrgUnits.UnitList>("Identity").Current;

    /// <summary>A commune of the city that no other test of this platform has been given.</summary>
    public string NextUnit(string? kind = null)
    {
        var leaves = Units.LeavesUnder(City).ToList();
        while (true)
        {
            var unit = leaves[Interlocked.Increment(ref _nextLeaf)];
            if (kind is null || unit.Kind == kind)
                return unit.Code;
        }
    }

    /// <summary>Delivers an event as the sidecar would; fails when the service does not take it.</summary>
    public async Task DeliverAsync<T>(string service, string topic, T message)
    {
        using var response = await TryDeliverAsync(service, topic, message);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{service} answered {(int)response.StatusCode} to an event on {topic}.");
    }

    public Task<HttpResponseMessage> TryDeliverAsync<T>(string service, string topic, T message, string token = AppToken) =>
        Anonymous(service).PostAsync($"/events/{topic}", Envelope(topic, message, token));

    /// <summary>An event as the sidecar delivers it.</summary>
    public static HttpContent Envelope<T>(string topic, T message, string token = AppToken)
    {
        var envelope = JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["specversion"] = "1.0",
                ["id"] = Guid.NewGuid(),
                ["source"] = "test",
                ["type"] = topic,
                ["topic"] = topic,
                ["pubsubname"] = "pubsub",
                ["datacontenttype"] = "application/json",
                ["data"] = message,
            },
            PlatformJson.Options);
        var content = new StringContent(envelope, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        content.Headers.Add("dapr-api-token", token);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await StopServicesAsync();
        await Broker.DisposeAsync();
        if (_clickHouse is not null)
            await _clickHouse.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartServicesAsync()
    {
        // One clock for all of them, however long each takes to start.
        _settings["Clock:StartedAt"] = TimeProvider.System.GetUtcNow().ToString("O");
        foreach (var service in All.Where(a => _services.Contains(a.Name)))
            await StartServiceAsync(service);
    }

    /// <summary>Another instance of Identity on the same database and folder, at addresses of its own. The caller disposes of it.</summary>
    public Task<WebApplication> SecondIdentityAsync() => SecondAsync("Identity");

    /// <summary>Another gateway on the same sessions.</summary>
    public Task<WebApplication> SecondGatewayAsync() => SecondAsync("Gateway");

    private async Task<WebApplication> SecondAsync(string name)
    {
        var (_, create, prepare) = All.Single(a => a.Name == name);
        var app = create(Arguments("http://127.0.0.1:0", "http://127.0.0.1:0"));
        await prepare(app);
        await app.StartAsync();
        return app;
    }

    private string[] Arguments(string http, string grpc)
    {
        var own = new Dictionary<string, string?>(_settings)
        {
            ["Storage:Directory"] = Folder,
            ["APP_API_TOKEN"] = AppToken,
            ["DAPR_GRPC_ENDPOINT"] = Broker.Address,
            ["Logging:LogLevel:Default"] = _settings.GetValueOrDefault("Logging:LogLevel:Default") ?? Environment.GetEnvironmentVariable("TEST_LOG_LEVEL") ?? "None",
            ["Urls:Http"] = http,
            ["Urls:Grpc"] = grpc,
        };
        return [.. own.Where(s => s.Value is not null).Select(s => $"--{s.Key}={s.Value}")];
    }

    private async Task StartServiceAsync((string Name, Func<string[], WebApplication> Create, Func<WebApplication, Task> Prepare) service)
    {
        var app = service.Create(Arguments(
            _settings.GetValueOrDefault($"Services:{service.Name}:Http") ?? "http://127.0.0.1:0",
            _settings.GetValueOrDefault($"Services:{service.Name}:Grpc") ?? "http://127.0.0.1:0"));
        await service.Prepare(app);
        await app.StartAsync();
        _apps[service.Name] = app;
        _settings[$"Services:{service.Name}:Http"] = app.Urls.First();
        if (app.Urls.Count > 1)
            _settings[$"Services:{service.Name}:Grpc"] = app.Urls.Last();
    }

    private async Task StopServicesAsync()
    {
        _clients.ForEach(c => c.Dispose());
        _clients.Clear();
        foreach (var (name, _, _) in All.Reverse())
        {
            if (_apps.Remove(name, out var app))
                await StopAsync(app);
        }
    }

    private static async Task StopAsync(WebApplication app)
    {
        // What still runs is cut off after a moment; tests do not wait for idle connections.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }
}

using Dapr.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class OutboxDb(DbContextOptions<OutboxDb> options) : PlatformDb(options);

/// <summary>An outbox on a database of its own, a broker that answers as told, and a clock that stands still.</summary>
internal sealed class OutboxRig : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private ServiceProvider _services = null!;
    private DaprClient _dapr = null!;

    public FakeBroker Broker { get; private set; } = null!;

    public ManualTime Time { get; } = new(new(2025, 9, 15, 8, 0, 0, TimeSpan.Zero));

    /// <param name="postgres">Connection string; SQLite when null.</param>
    public static async Task<OutboxRig> StartAsync(string? postgres = null)
    {
        var rig = new OutboxRig { Broker = await FakeBroker.StartAsync() };
        rig._dapr = new DaprClientBuilder().UseGrpcEndpoint(rig.Broker.Address).Build();
        var settings = postgres is null
            ? new Dictionary<string, string?> { ["Storage:Directory"] = rig._folder.Path }
            : new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = postgres };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddDbContext<OutboxDb>(o => Database.Configure(o, configuration, "outbox"));
        rig._services = services.BuildServiceProvider();
        await rig.DbAsync(db => db.Database.EnsureCreatedAsync());
        return rig;
    }

    public OutboxDispatcher<OutboxDb> Dispatcher() => new(
        _services.GetRequiredService<IServiceScopeFactory>(), _dapr, new OutboxSignal(), Time, NullLogger<OutboxDispatcher<OutboxDb>>.Instance);

    public Task<int> DispatchAsync() => Dispatcher().DispatchOnceAsync(default);

    public async Task<T> DbAsync<T>(Func<OutboxDb, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<OutboxDb>());
    }

    public Task AddAsync(int count, string topic = "t") => DbAsync(db =>
    {
        db.Outbox.AddRange(Enumerable.Range(0, count).Select(i => OutboxMessage.For(topic, new Note(i), Time.GetUtcNow())));
        return db.SaveChangesAsync();
    });

    public Task<List<OutboxMessage>> WaitingAsync() => DbAsync(db => db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    public IEnumerable<int> Published(string topic = "t") => Broker.Of<Note>(topic).Select(n => n.Number);

    public async ValueTask DisposeAsync()
    {
        _dapr.Dispose();
        await _services.DisposeAsync();
        await Broker.DisposeAsync();
        _folder.Dispose();
    }

    internal sealed record Note(int Number);
}

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// Registers a service's database. <c>Storage:Provider</c> is <c>Sqlite</c> (default; a file in <c>Storage:Directory</c>)
/// or <c>Postgres</c> (<c>Storage:ConnectionString</c>, or <c>ConnectionStrings:{name}</c> for one service).
/// </summary>
public static class Database
{
    public static void AddDatabase<TDb>(this WebApplicationBuilder builder, string name) where TDb : PlatformDb
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>>(new StorageOptionsCheck(builder.Configuration, name));
        builder.Services.AddDbContextPool<TDb>(options => Configure(options, builder.Configuration, name));
        // By a factory, so that the container disposes of it.
        builder.Services.AddSingleton(services => new GroupedWrites<TDb>(
            IsPostgres(builder.Configuration) ? null : SqliteConnection(builder.Configuration, name), services.GetRequiredService<StorageSpace>().Notice));
        builder.HoldDatabase(name);
        builder.Services.AddSingleton<StorageSpace>();
        builder.Services.AddSingleton(SpaceProbes.OfDatabase<TDb>);
        builder.Services.AddHostedService<IdempotencySweep<TDb>>();
        builder.Services.AddHealthChecks().AddCheck<DbHealth<TDb>>("database").AddCheck<StorageSpace>("space");
    }

    /// <summary>See <see cref="HeldDatabase"/>; nothing on PostgreSQL.</summary>
    public static void HoldDatabase(this WebApplicationBuilder builder, string name)
    {
        if (!IsPostgres(builder.Configuration))
            builder.Services.AddHostedService(_ => new HeldDatabase(SqliteConnection(builder.Configuration, name)));
    }

    public static void Configure(DbContextOptionsBuilder options, IConfiguration configuration, string name)
    {
        // Migrations are written by hand, without a model snapshot: a test compares their outcome with the model instead.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        if (IsPostgres(configuration))
        {
            options.UseNpgsql(PostgresConnection(configuration, name)).AddInterceptors(SkipLockedInterceptor.Instance);
            return;
        }
        options.UseSqlite(SqliteConnection(configuration, name));
        options.AddInterceptors(SqlitePragmas.Instance);
    }

    public static bool IsPostgres(IConfiguration configuration) =>
        string.Equals(configuration["Storage:Provider"], StorageOptions.Postgres, StringComparison.OrdinalIgnoreCase);

    private static string SqliteConnection(IConfiguration configuration, string name)
    {
        var directory = configuration["Storage:Directory"] ?? ".data";
        PrivateFiles.CreateFolder(directory);
        var file = Path.Combine(directory, $"{name}.db");
        PrivateFiles.TightenDatabase(file);
        return new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();
    }

    /// <summary>A service's own connection string, or the shared one with a database of its own: <c>Database=platform</c> becomes <c>platform_identity</c>.</summary>
    public static string PostgresConnection(IConfiguration configuration, string name)
    {
        if (configuration.GetConnectionString(name) is { } own)
            return own;
        var shared = new NpgsqlConnectionStringBuilder(configuration["Storage:ConnectionString"]
            ?? throw new InvalidOperationException($"Storage:Provider is Postgres, but there is neither ConnectionStrings:{name} nor Storage:ConnectionString."));
        shared.Database = $"{shared.Database}_{name}";
        // Seven databases share the server's connections (100 by default): callers wait for one of ours instead of being refused by it.
        var asked = new DbConnectionStringBuilder { ConnectionString = configuration["Storage:ConnectionString"] };
        if (!asked.ContainsKey("Maximum Pool Size") && !asked.ContainsKey("MaxPoolSize"))
            shared.MaxPoolSize = ConnectionsPerService;
        return shared.ToString();
    }

    /// <summary>Brings the database to the current schema; run before the service takes requests.</summary>
    public static async Task MigrateAsync<TDb>(this WebApplication app, CancellationToken stop = default) where TDb : PlatformDb
    {
        // Before the first use of the storage, not only when the host starts.
        _ = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", stop);
        await db.Database.MigrateAsync(stop);
    }

    /// <summary>
    /// Runs <paramref name="write"/> in one transaction. On SQLite the writers of this process queue here in order, since
    /// SQLite has one writer and its own waiting is a sleep loop that is neither fair nor quick. On PostgreSQL writers run side by
    /// side; one that lost a race runs again and decides anew, so <paramref name="write"/> reads what it decides by.
    /// </summary>
    public static async Task<T> WriteAsync<T>(this PlatformDb db, Func<Task<T>> write, CancellationToken stop)
    {
        var gate = db.Database.IsSqlite() ? GateOf(db.Database.GetConnectionString()!) : null;
        if (gate is not null)
            await gate.WaitAsync(stop);
        try
        {
            // What the caller tracked before would be lost with the first attempt.
            var repeatable = !db.ChangeTracker.Entries().Any();
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await WriteOnceAsync(db, write, stop);
                }
                catch (Exception error) when (repeatable && attempt < MostAttempts && StorageFaults.Of(error) == StorageFault.LostRace)
                {
                    db.ChangeTracker.Clear();
                }
            }
        }
        finally
        {
            gate?.Release();
        }
    }

    private static async Task<T> WriteOnceAsync<T>(PlatformDb db, Func<Task<T>> write, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var result = await write();
        // From here on the caller going away must not leave it open whether the write happened.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private const int MostAttempts = 10;
    private const int ConnectionsPerService = 12;

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();

    internal static SemaphoreSlim GateOf(string connectionString) => Gates.GetOrAdd(connectionString, _ => new(1, 1));

    /// <param name="durable">
    /// FULL: a commit is on the disk, not only with the operating system, when it is answered. With NORMAL a killed process loses nothing either; a power
    /// failure can lose the last commits (docs/operations.md).
    /// </param>
    internal static void SetPragmas(DbConnection connection, bool durable = false)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma synchronous = {(durable ? "full" : "normal")}; pragma foreign_keys = on; pragma temp_store = memory";
        command.ExecuteNonQuery();
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetPragmas(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }

    private sealed class DbHealth<TDb>(IServiceScopeFactory scopes) : IHealthCheck where TDb : PlatformDb
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }
}

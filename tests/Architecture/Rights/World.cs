using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Identity.Storage;
using Platform.Reporting.Upkeep;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

/// <summary>All services with a city's work in them, and a caller of every kind.</summary>
public sealed class World : IAsyncLifetime
{
    public const string City = TestPlatform.City;
    public const string OtherProvince = "01";

    private static readonly string[] Services = ["Tasks", "Plans", "Indicators", "Reporting", "Rollups"];
    private readonly Fixtures.EmbeddedClickHouseFixture _clickHouse = new();
    private static readonly TimeSpan s_tokensServe = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string, Who), (HttpClient Client, long Since)> _clients = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _kept = new();
    private readonly Queue<string> _cities = new();

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>A commune of the platform's city, for what needs no unit of its own.</summary>
    public string Unit { get; private set; } = null!;

    public OrgUnitSnapshot Units => Platform.Units;

    public async Task InitializeAsync()
    {
        await _clickHouse.InitializeAsync();
        Platform = await TestPlatform.StartAsync(Services, "2025-09-12T08:00:00+07:00", new()
        {
            ["Reporting:FirstYear"] = "2025",
            ["Reporting:LastYear"] = "2026",
            ["ClickHouse:ConnectionString"] = _clickHouse.ConnectionString,
        });
        Unit = Platform.NextUnit();
        foreach (var city in Units.ChildrenOf("VN").Where(c => c.Code is not (City or OtherProvince)))
            _cities.Enqueue(city.Code);
        await Platform.DbAsync<IdentityDb, int>("Identity", db =>
        {
            db.Users.AddRange(Callers.Of(this, Unit).Select(who => new UserRow
            {
                UserName = NameOf(who),
                DisplayName = NameOf(who),
                Unit = who.Unit,
                Roles = who.Role,
                PasswordHash = "",
            }));
            return db.SaveChangesAsync();
        });
        // On a busy machine a service may not have Identity's keys yet when it is asked first.
        foreach (var service in Services.Append("Identity"))
            await Eventually.IsTrueAsync($"{service} knows a token", () => KnowsATokenAsync(service), TimeSpan.FromMinutes(2));
    }

    private async Task<bool> KnowsATokenAsync(string service)
    {
        using var answer = await Admin(service).GetAsync("/nowhere");
        return answer.StatusCode == System.Net.HttpStatusCode.NotFound;
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await _clickHouse.DisposeAsync();
    }

    public static string NameOf(Who who) => $"{who.Role}-{who.Unit.ToLowerInvariant()}";

    /// <summary>With a token that does not run out on the way, however long all operations take.</summary>
    public HttpClient As(string service, Who who)
    {
        if (who.Role == RightsDocument.NoToken)
            return _clients.GetOrAdd((service, who), _ => (Platform.Anonymous(service), 0)).Client;
        if (_clients.TryGetValue((service, who), out var known) && Stopwatch.GetElapsedTime(known.Since) < s_tokensServe)
            return known.Client;
        var client = Platform.As(service, NameOf(who), who.Unit, who.Role);
        _clients[(service, who)] = (client, Stopwatch.GetTimestamp());
        return client;
    }

    public HttpClient Admin(string service, string city = City) => As(service, new(Roles.CityAdmin, city));

    public HttpClient Officer(string service, string unit) => As(service, new(Roles.CommuneOfficer, unit));

    public HttpClient Leader(string service, string unit) => As(service, new(Roles.CommuneLeader, unit));

    /// <summary>A city that nobody has worked in yet.</summary>
    public string NextCity() => _cities.Dequeue();

    public string? ParentOf(string unit) => Units.ByCode.GetValueOrDefault(unit)?.Parent;

    /// <summary>Made once, for all who only look at it or change it again and again.</summary>
    public Task<string> KeptAsync(string name, Func<Task<string>> make) => _kept.GetOrAdd(name, _ => new(make)).Value;

    /// <summary>What a service has stored, without what its own clockwork moves.</summary>
    public async Task<string> StoredAsync(string service)
    {
        // A template that was published opens periods when the sweep next comes by: it comes by now.
        if (service == "reporting")
            await Platform.Get<OpeningSweep>("Reporting").SweepAsync(default);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Platform.Folder, $"{service}.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var sums = new List<string>();
        foreach (var table in await ColumnAsync(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '%fts%' order by name"))
        {
            if (table is "outbox" or "Outbox" or "idempotency")
                continue;
            var rows = await ColumnAsync(connection, $"select * from \"{table}\"");
            var hash = new HashCode();
            rows.ForEach(r => hash.Add(string.GetHashCode(r, StringComparison.Ordinal)));
            sums.Add(string.Create(CultureInfo.InvariantCulture, $"{table}: {rows.Count} rows, {hash.ToHashCode():x8}"));
        }
        return string.Join('\n', sums);
    }

    private static async Task<List<string>> ColumnAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('\u001f', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }
}

/// <summary>One world for all who try operations in it.</summary>
[CollectionDefinition("World")]
public sealed class WorldCollection : ICollectionFixture<World>;

/// <summary>Every role at every kind of unit, seen from the unit that an operation is about.</summary>
internal static class Callers
{
    private static readonly string[] RolesOfAll =
        [Roles.CityAdmin, Roles.CityAnalyst, Roles.CommuneLeader, Roles.CommuneOfficer, Roles.Auditor, Roles.IntegrationClient];

    /// <param name="about">A commune, a city or the nation.</param>
    public static IEnumerable<Who> Of(World world, string about)
    {
        var city = about switch { "VN" => World.City, { Length: 2 } => about, _ => world.ParentOf(about)! };
        var own = about.Length == 5 ? about : world.Units.LeavesUnder(city).First().Code;
        string[] units =
        [
            own, world.Units.LeavesUnder(city).Last(u => u.Code != own).Code, city, "VN",
            World.OtherProvince, world.Units.LeavesUnder(World.OtherProvince).First().Code,
        ];
        return from role in RolesOfAll from unit in units select new Who(role, unit);
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Platform.Gateway.Sessions;
using Platform.Identity.Storage;
using Platform.Indicators.Storage;
using Platform.Plans.Storage;
using Platform.Reporting.Storage;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Migrations are written by hand: what they make must be what the model says, on both databases.</summary>
public sealed class MigrationTests
{
    private static readonly Type[] Contexts =
    [
        typeof(IdentityDb), typeof(PlansDb), typeof(TasksDb), typeof(IndicatorsDb), typeof(ReportingDb), typeof(RollupsDb), typeof(SessionsDb),
    ];

    private const string SqliteColumns = """
        select m.name || '.' || c.name, lower(c.type) || ' ' || c."notnull" || ' pk' || c.pk
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like '\_\_EF%' escape '\' and m.name not like 'sqlite%'
        union all
        select m.name || ' ' || i.name, 'unique ' || i."unique" || ' on ' || (select group_concat(name) from pragma_index_info(i.name))
        from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table' and i.origin = 'c'
        union all
        select name || ' autoincrement', '' from sqlite_master where type = 'table' and sql like '%AUTOINCREMENT%' and name not like '\_\_EF%' escape '\'
        order by 1
        """;

    /// <summary>The tables of Orleans's own membership are in no model: its contract says how they look.</summary>
    private const string PostgresColumns = """
        select table_name || '.' || column_name, data_type || ' ' || is_nullable || ' ' || is_identity || ' ' || coalesce(numeric_precision::text, '')
        from information_schema.columns where table_schema = 'public' and table_name not like '\_\_EF%' and table_name not like 'orleans%'
        union all
        select tablename || ' ' || indexname, indexdef from pg_indexes where schemaname = 'public' and tablename not like '\_\_EF%' and tablename not like 'orleans%'
        order by 1
        """;

    /// <summary>The gateway's sessions have neither outbox nor idempotency keys.</summary>
    public static TheoryData<string> ServiceNames => [.. Contexts.Where(c => c != typeof(SessionsDb)).Select(c => c.Name)];

    public static TheoryData<string> Names => [.. Contexts.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Migrations_OnSqlite_MakeExactlyTheModelsSchema(string context)
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string?> { ["Storage:Directory"] = folder.Path };
        var (created, migrated) = await SchemasAsync(context, settings, SqliteColumns);
        Assert.NotEmpty(created);
        Assert.Equal(created, migrated);
    }

    [PostgresFact]
    public async Task Migrations_OnPostgres_MakeExactlyTheModelsSchema()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var settings = new Dictionary<string, string?> { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = cluster.ConnectionString };
        foreach (var context in Contexts)
        {
            var (created, migrated) = await SchemasAsync(context.Name, settings, PostgresColumns);
            Assert.NotEmpty(created);
            Assert.Equal(created, migrated);
        }
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task Upgrade_InPlace_KeepsWhatIsStored(string context)
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string?> { ["Storage:Directory"] = folder.Path };
        await using (var old = Context(context, settings, "upgraded"))
        {
            await old.GetService<IMigrator>().MigrateAsync("20261121000001_Initial");
            await old.Database.ExecuteSqlAsync($"""
                insert into outbox ("Topic", "Payload", "CreatedAt", "Attempts", "NextTryAt") values ('t', '[1]', 5, 0, 5)
                """);
            await old.Database.ExecuteSqlAsync($"""
                insert into idempotency_keys ("Key", "RequestHash", "Response", "CreatedAt") values ('k', 'h', 'r', 5)
                """);
        }

        await using var upgraded = (PlatformDb)Context(context, settings, "upgraded");
        await upgraded.Database.MigrateAsync();
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync());
        Assert.Equal("[1]", (await upgraded.Outbox.SingleAsync()).Payload);
        Assert.Equal("r", (await upgraded.IdempotencyRecords.SingleAsync()).Response);
        Assert.Contains(await ReadAsync(upgraded, SqliteColumns), line => line.Contains("IX_idempotency_keys_CreatedAt"));
    }

    private static async Task<(List<string> Created, List<string> Migrated)> SchemasAsync(string context, Dictionary<string, string?> settings, string query)
    {
        await using var created = Context(context, settings, $"{context.ToLowerInvariant()}_created");
        await created.Database.EnsureCreatedAsync();
        await using var migrated = Context(context, settings, $"{context.ToLowerInvariant()}_migrated");
        await migrated.Database.MigrateAsync();
        return (await ReadAsync(created, query), await ReadAsync(migrated, query));
    }

    private static DbContext Context(string name, Dictionary<string, string?> settings, string database)
    {
        var type = Contexts.Single(c => c.Name == name);
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        Database.Configure(options, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), database);
        return (DbContext)Activator.CreateInstance(type, options.Options)!;
    }

    private static async Task<List<string>> ReadAsync(DbContext db, string query)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add($"{reader.GetString(0)}: {reader.GetString(1)}");
        return rows;
    }
}

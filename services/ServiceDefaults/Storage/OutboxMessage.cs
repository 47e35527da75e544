using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Platform.ServiceDefaults.Text;

namespace Platform.ServiceDefaults.Storage;

/// <summary>An event that waits to be published, written in the same transaction as the change it tells of.</summary>
public sealed class OutboxMessage : QueuedRow
{
    public required string Topic { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    public string? TraceParent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static OutboxMessage For<T>(string topic, T message, DateTimeOffset now) => new()
    {
        Topic = topic,
        Payload = JsonSerializer.Serialize(message, PlatformJson.Options),
        TraceParent = Activity.Current?.Id,
        CreatedAt = now,
        NextTryAt = now,
    };
}

/// <summary>The tables every service's first migration creates.</summary>
public static class OutboxMigration
{
    public static void CreateSharedTables(this MigrationBuilder migration)
    {
        migration.CreateTable(
            "outbox",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                Topic = t.Column<string>(),
                Payload = t.Column<string>(),
                TraceParent = t.Column<string>(nullable: true),
                CreatedAt = t.Column<long>(),
                Attempts = t.Column<int>(),
                NextTryAt = t.Column<long>(),
                ClaimedBy = t.Column<Guid>(nullable: true),
                DeadAt = t.Column<long>(nullable: true),
                LastError = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_outbox", r => r.Id));
        migration.CreateIndex("IX_outbox_DeadAt_NextTryAt", "outbox", ["DeadAt", "NextTryAt"]);
        migration.CreateTable(
            "idempotency_keys",
            t => new
            {
                Key = t.Column<string>(),
                RequestHash = t.Column<string>(),
                Response = t.Column<string>(),
                CreatedAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_idempotency_keys", r => r.Key));
    }

    /// <summary>Second migration of every service: old idempotency keys are removed by their age.</summary>
    public static void IndexIdempotencyKeys(this MigrationBuilder migration) =>
        migration.CreateIndex("IX_idempotency_keys_CreatedAt", "idempotency_keys", "CreatedAt");

    /// <summary>A key that the database counts up, on SQLite and on PostgreSQL.</summary>
    public static OperationBuilder<AddColumnOperation> AutoIncrement(this OperationBuilder<AddColumnOperation> column) =>
        column
            .Annotation("Sqlite:Autoincrement", true)
            .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Gateway.Sessions;

/// <summary>Browser sessions at the server: the cookie carries only a random key, tokens never reach the browser.</summary>
public sealed class SessionsDb(DbContextOptions<SessionsDb> options) : DbContext(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<SessionRow>().ToTable("sessions").HasKey(s => s.Key);

    public Task<int> RemoveExpiredAsync(DateTimeOffset now)
    {
        var limit = now.ToUnixTimeMilliseconds();
        return Sessions.Where(s => s.ExpiresAt < limit).ExecuteDeleteAsync();
    }
}

public sealed class SessionRow
{
    public required string Key { get; init; }

    /// <summary>The authentication ticket with its tokens, encrypted by data protection.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long ExpiresAt { get; set; }
}

[DbContext(typeof(SessionsDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "sessions",
        t => new { Key = t.Column<string>(), Ticket = t.Column<byte[]>(), ExpiresAt = t.Column<long>() },
        constraints: t => t.PrimaryKey("PK_sessions", r => r.Key));
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Gateway.Sessions;

[DbContext(typeof(SessionsDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "sessions",
        t => new { Key = t.Column<string>(), Ticket = t.Column<byte[]>(), ExpiresAt = t.Column<long>() },
        constraints: t => t.PrimaryKey("PK_sessions", r => r.Key));
}

[DbContext(typeof(SessionsDb))]
[Migration("20261128000001_Renewal")]
public sealed class M0002Renewal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("RenewingUntil", "sessions", defaultValue: 0L);
        migrationBuilder.CreateIndex("IX_sessions_ExpiresAt", "sessions", "ExpiresAt");
    }
}

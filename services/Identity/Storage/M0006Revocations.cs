using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

[DbContext(typeof(IdentityDb))]
[Migration("20261128000001_Revocations")]
public sealed class M0006Revocations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("TokenVersion", "users", defaultValue: 0L);
        migrationBuilder.AddColumn<long>("SignInVersion", "users", defaultValue: 0L);
        migrationBuilder.AddColumn<long>("SignInVersion", "refresh_tokens", defaultValue: 0L);
        migrationBuilder.CreateTable(
            "revocations",
            t => new { Holder = t.Column<string>(), Below = t.Column<long>(), Until = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_revocations", r => r.Holder));
        migrationBuilder.CreateIndex("IX_revocations_Until", "revocations", "Until");
        migrationBuilder.CreateIndex("IX_refresh_tokens_ExpiresAt", "refresh_tokens", "ExpiresAt");
    }
}

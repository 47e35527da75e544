using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Storage;

[DbContext(typeof(IdentityDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "org_units",
            t => new
            {
                Code = t.Column<string>(),
                Name = t.Column<string>(),
                FullName = t.Column<string>(),
                Kind = t.Column<string>(),
                Parent = t.Column<string>(nullable: true),
                Block = t.Column<string>(nullable: true),
                ValidFrom = t.Column<DateOnly>(),
                ValidTo = t.Column<DateOnly>(nullable: true),
                Version = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_org_units", r => r.Code));
        migrationBuilder.CreateIndex("IX_org_units_Parent", "org_units", "Parent");
        migrationBuilder.CreateTable(
            "org_unit_successions",
            t => new { OldCode = t.Column<string>(), NewCode = t.Column<string>(), On = t.Column<DateOnly>() },
            constraints: t => t.PrimaryKey("PK_org_unit_successions", r => new { r.OldCode, r.NewCode }));
        migrationBuilder.CreateTable(
            "offices",
            t => new { OrgUnit = t.Column<string>(), Code = t.Column<string>(), Name = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_offices", r => new { r.OrgUnit, r.Code }));
        migrationBuilder.CreateTable(
            "users",
            t => new
            {
                UserName = t.Column<string>(),
                DisplayName = t.Column<string>(),
                Unit = t.Column<string>(),
                Roles = t.Column<string>(),
                Office = t.Column<string>(nullable: true),
                PasswordHash = t.Column<string>(),
                Disabled = t.Column<bool>(),
                Demo = t.Column<bool>(),
                FailedAttempts = t.Column<int>(),
                LockedUntil = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_users", r => r.UserName));
        migrationBuilder.CreateIndex("IX_users_Unit", "users", "Unit");
        migrationBuilder.CreateTable(
            "api_clients",
            t => new
            {
                ClientId = t.Column<string>(),
                SecretHash = t.Column<string>(),
                Unit = t.Column<string>(),
                Roles = t.Column<string>(),
                Disabled = t.Column<bool>(),
                CreatedAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_api_clients", r => r.ClientId));
        migrationBuilder.CreateTable(
            "refresh_tokens",
            t => new
            {
                TokenHash = t.Column<string>(),
                Family = t.Column<Guid>(),
                UserName = t.Column<string>(),
                ExpiresAt = t.Column<long>(),
                UsedAt = t.Column<long>(nullable: true),
                RevokedAt = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_refresh_tokens", r => r.TokenHash));
        migrationBuilder.CreateIndex("IX_refresh_tokens_Family", "refresh_tokens", "Family");
        migrationBuilder.CreateTable(
            "signing_keys",
            t => new
            {
                KeyId = t.Column<string>(),
                PrivateKey = t.Column<string>(),
                CreatedAt = t.Column<long>(),
                RetiredAt = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_signing_keys", r => r.KeyId));
    }
}

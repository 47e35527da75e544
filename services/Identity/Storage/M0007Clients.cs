using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

[DbContext(typeof(IdentityDb))]
[Migration("20261128000002_Clients")]
public sealed class M0007Clients : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Name", "api_clients", defaultValue: "");
        migrationBuilder.AddColumn<string>("OldSecretHash", "api_clients", nullable: true);
        migrationBuilder.AddColumn<long>("OldSecretUntil", "api_clients", nullable: true);
        migrationBuilder.AddColumn<long>("LastUsedAt", "api_clients", nullable: true);
        migrationBuilder.AddColumn<long>("TokenVersion", "api_clients", defaultValue: 0L);
        migrationBuilder.CreateIndex("IX_api_clients_Unit", "api_clients", "Unit");
    }
}

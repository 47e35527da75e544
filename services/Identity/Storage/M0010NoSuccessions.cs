using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

/// <summary>Nothing was ever written into the table of successions.</summary>
[DbContext(typeof(IdentityDb))]
[Migration("20261128200000_NoSuccessions")]
public sealed class M0010NoSuccessions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("org_unit_successions");
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

/// <summary>How often units, offices or the working-day calendar changed: one row.</summary>
[DbContext(typeof(IdentityDb))]
[Migration("20261128140000_ReferenceVersion")]
public sealed class M0009ReferenceVersion : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "reference_version",
            t => new { Id = t.Column<int>(), Version = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_reference_version", r => r.Id));
        migrationBuilder.Sql("""insert into reference_version ("Id", "Version") values (1, 1)""");
    }
}

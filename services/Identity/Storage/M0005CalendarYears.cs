using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

[DbContext(typeof(IdentityDb))]
[Migration("20261122100002_CalendarYears")]
public sealed class M0005CalendarYears : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            "calendar_years",
            t => new { Year = t.Column<int>(), Version = t.Column<long>(), ChangedBy = t.Column<string>(), ChangedAt = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_calendar_years", r => r.Year));
}

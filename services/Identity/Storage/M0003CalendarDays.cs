using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

[DbContext(typeof(IdentityDb))]
[Migration("20261122000001_CalendarDays")]
public sealed class M0003CalendarDays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            "calendar_days",
            t => new { Day = t.Column<DateOnly>(), Working = t.Column<bool>(), Name = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_calendar_days", r => r.Day));
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Reporting.Storage;

/// <summary>Who has to send in a period, as announced when it opened.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261122210000_Expected")]
public sealed class M0102Expected : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Expected", "periods", nullable: true);
        migrationBuilder.AddColumn<long>("Announced", "periods", nullable: false, defaultValue: 0L);
    }
}

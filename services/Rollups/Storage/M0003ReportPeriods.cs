using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Rollups.Storage;

/// <summary>Who has to send in each period.</summary>
[DbContext(typeof(RollupsDb))]
[Migration("20261122210000_ReportPeriods")]
public sealed class M0003ReportPeriods : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "report_periods",
        t => new { Period = t.Column<string>(), Version = t.Column<long>(), Units = t.Column<string>(nullable: true) },
        constraints: t => t.PrimaryKey("PK_report_periods", r => r.Period));
}

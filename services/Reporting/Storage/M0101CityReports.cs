using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Reporting.Storage;

[DbContext(typeof(ReportingDb))]
[Migration("20261122200002_CityReports")]
public sealed class M0101CityReports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "city_reports",
            t => new
            {
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                State = t.Column<string>(),
                Revision = t.Column<long>(),
                Content = t.Column<string>(),
                Issued = t.Column<int>(),
                Message = t.Column<string>(nullable: true),
                UpdatedAt = t.Column<long>(),
                UpdatedBy = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_city_reports", r => new { r.Period, r.OrgUnit }));
        migrationBuilder.CreateTable(
            "city_report_versions",
            t => new
            {
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Number = t.Column<int>(),
                Content = t.Column<string>(),
                Sha256 = t.Column<string>(),
                DocumentNumber = t.Column<string>(nullable: true),
                IssuedAt = t.Column<long>(),
                IssuedBy = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_city_report_versions", r => new { r.Period, r.OrgUnit, r.Number }));
    }
}

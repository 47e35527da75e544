using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Reporting.Storage;

[DbContext(typeof(ReportingDb))]
[Migration("20261122200001_ExportJobs")]
public sealed class M0100ExportJobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "export_jobs",
            t => new
            {
                Id = t.Column<Guid>(),
                Period = t.Column<string>(),
                Under = t.Column<string>(),
                Block = t.Column<string>(nullable: true),
                Format = t.Column<string>(),
                AcceptedOnly = t.Column<bool>(),
                State = t.Column<string>(),
                Done = t.Column<int>(),
                Total = t.Column<int>(),
                Bytes = t.Column<long>(),
                Error = t.Column<string>(nullable: true),
                RequestedBy = t.Column<string>(),
                CreatedAt = t.Column<long>(),
                FinishedAt = t.Column<long>(nullable: true),
                LeaseUntil = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_export_jobs", r => r.Id));
        migrationBuilder.CreateIndex("IX_export_jobs_State_CreatedAt", "export_jobs", ["State", "CreatedAt"]);
    }
}

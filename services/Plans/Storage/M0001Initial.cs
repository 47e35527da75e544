using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans.Storage;

[DbContext(typeof(PlansDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "plans",
            t => new
            {
                Id = t.Column<Guid>(),
                OrgUnit = t.Column<string>(),
                State = t.Column<string>(),
                Title = t.Column<string>(),
                Period = t.Column<string>(nullable: true),
                From = t.Column<DateOnly>(nullable: true),
                To = t.Column<DateOnly>(nullable: true),
                Content = t.Column<string>(),
                FileName = t.Column<string>(),
                SourceText = t.Column<string>(),
                Version = t.Column<long>(),
                CreatedAt = t.Column<long>(),
                CreatedBy = t.Column<string>(),
                IssuedAt = t.Column<long>(nullable: true),
                IssuedBy = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_plans", r => r.Id));
        migrationBuilder.CreateIndex("IX_plans_OrgUnit_CreatedAt", "plans", ["OrgUnit", "CreatedAt"]);
    }
}

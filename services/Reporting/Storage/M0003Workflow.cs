using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Storage;

/// <summary>
/// Parts filled by offices, answers to returned lines, selective reopening, notes, reviewers, reminders, editable calendar and templates.
/// </summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261122000001_Workflow")]
public sealed class M0003Workflow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Parts", "reports", nullable: true);
        migrationBuilder.AddColumn<string>("ReopenedItems", "reports", nullable: true);
        migrationBuilder.AddColumn<string>("Explained", "reports", nullable: true);
        migrationBuilder.AddColumn<string>("Answers", "submissions", nullable: true);

        migrationBuilder.AddColumn<string>("Title", "periods", nullable: true);
        migrationBuilder.AddColumn<string>("LatePolicy", "periods", nullable: false, defaultValue: "accept");
        migrationBuilder.AddColumn<DateOnly>("LateUntil", "periods", nullable: true);
        migrationBuilder.AddColumn<string>("Senders", "periods", nullable: true);
        migrationBuilder.AddColumn<string>("TemplateCode", "periods", nullable: true);

        migrationBuilder.AddColumn<string>("State", "templates", nullable: false, defaultValue: "published");
        migrationBuilder.AddColumn<long>("Revision", "templates", nullable: false, defaultValue: 0L);
        migrationBuilder.AddColumn<long>("UpdatedAt", "templates", nullable: false, defaultValue: 0L);
        migrationBuilder.AddColumn<string>("UpdatedBy", "templates", nullable: false, defaultValue: "");

        migrationBuilder.CreateTable(
            "part_offices",
            t => new { OrgUnit = t.Column<string>(), Part = t.Column<string>(), Office = t.Column<string>(nullable: true) },
            constraints: t => t.PrimaryKey("PK_part_offices", r => new { r.OrgUnit, r.Part }));
        migrationBuilder.CreateTable(
            "part_leases",
            t => new
            {
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Part = t.Column<string>(),
                Holder = t.Column<string>(),
                Until = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_part_leases", r => new { r.Period, r.OrgUnit, r.Part }));
        migrationBuilder.CreateTable(
            "report_notes",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Item = t.Column<string>(nullable: true),
                Text = t.Column<string>(),
                By = t.Column<string>(),
                At = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_report_notes", r => r.Id));
        migrationBuilder.CreateIndex("IX_report_notes_Period_OrgUnit", "report_notes", ["Period", "OrgUnit"]);
        migrationBuilder.CreateTable(
            "reviewers",
            t => new { Period = t.Column<string>(), OrgUnit = t.Column<string>(), UserName = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_reviewers", r => new { r.Period, r.OrgUnit }));
        migrationBuilder.CreateTable(
            "reminders",
            t => new { Period = t.Column<string>(), OrgUnit = t.Column<string>(), Step = t.Column<string>(), At = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_reminders", r => new { r.Period, r.OrgUnit, r.Step }));
        migrationBuilder.CreateIndex("IX_reports_ReopenedUntil", "reports", "ReopenedUntil");
    }
}

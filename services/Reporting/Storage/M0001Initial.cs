using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Storage;

[DbContext(typeof(ReportingDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "periods",
            t => new
            {
                Code = t.Column<string>(),
                Kind = t.Column<string>(),
                From = t.Column<DateOnly>(),
                To = t.Column<DateOnly>(),
                OfficeDue = t.Column<DateOnly>(),
                CommuneDue = t.Column<DateOnly>(),
                CityDue = t.Column<DateOnly>(),
                OpensAt = t.Column<long>(),
                ClosedAt = t.Column<long>(nullable: true),
                Version = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_periods", r => r.Code));
        migrationBuilder.CreateTable(
            "templates",
            t => new { Code = t.Column<string>(), Version = t.Column<int>(), Content = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_templates", r => new { r.Code, r.Version }));
        migrationBuilder.CreateTable(
            "reports",
            t => new
            {
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                State = t.Column<string>(),
                Revision = t.Column<long>(),
                TemplateCode = t.Column<string>(),
                TemplateVersion = t.Column<int>(),
                Content = t.Column<string>(),
                Submission = t.Column<int>(),
                Receipt = t.Column<string>(nullable: true),
                SubmittedAt = t.Column<long>(nullable: true),
                OnTime = t.Column<bool>(nullable: true),
                SubmittedRevision = t.Column<long>(),
                ReturnedWith = t.Column<string>(nullable: true),
                ReopenedUntil = t.Column<long>(nullable: true),
                UpdatedAt = t.Column<long>(),
                UpdatedBy = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_reports", r => new { r.Period, r.OrgUnit }));
        migrationBuilder.CreateTable(
            "submissions",
            t => new
            {
                Receipt = t.Column<string>(),
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Number = t.Column<int>(),
                Revision = t.Column<long>(),
                Content = t.Column<string>(),
                Sha256 = t.Column<string>(),
                SubmittedAt = t.Column<long>(),
                SubmittedBy = t.Column<string>(),
                OnTime = t.Column<bool>(),
                IdempotencyKey = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_submissions", r => r.Receipt));
        migrationBuilder.CreateIndex("IX_submissions_Period_OrgUnit_Number", "submissions", ["Period", "OrgUnit", "Number"], unique: true);
        migrationBuilder.CreateTable(
            "report_history",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Revision = t.Column<long>(),
                Action = t.Column<string>(),
                By = t.Column<string>(),
                At = t.Column<long>(),
                Message = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_report_history", r => r.Id));
        migrationBuilder.CreateIndex("IX_report_history_Period_OrgUnit", "report_history", ["Period", "OrgUnit"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Tasks.Storage;

[DbContext(typeof(TasksDb))]
[Migration("20261122100001_Reminders")]
public sealed class RemindersMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "reminders_sent",
            t => new
            {
                TaskId = t.Column<Guid>(),
                DueOn = t.Column<DateOnly>(),
                Step = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                City = t.Column<string>(),
                ForDepartment = t.Column<bool>(),
                SentAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_reminders_sent", r => new { r.TaskId, r.DueOn, r.Step }));
        migrationBuilder.CreateIndex("IX_reminders_sent_OrgUnit_DueOn", "reminders_sent", ["OrgUnit", "DueOn"]);
        migrationBuilder.CreateIndex("IX_reminders_sent_ForDepartment_City", "reminders_sent", ["ForDepartment", "City"]);
        migrationBuilder.CreateTable(
            "reminder_rules",
            t => new
            {
                City = t.Column<string>(),
                Version = t.Column<long>(),
                Steps = t.Column<string>(),
                ChangedBy = t.Column<string>(),
                ChangedAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_reminder_rules", r => r.City));
    }
}

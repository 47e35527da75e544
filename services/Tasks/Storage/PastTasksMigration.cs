using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Tasks.Storage;

[DbContext(typeof(TasksDb))]
[Migration("20261122100002_PastTasks")]
public sealed class PastTasksMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "past_tasks",
            t => new
            {
                Key = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Office = t.Column<string>(nullable: true),
                Area = t.Column<int>(),
                DeadlineKind = t.Column<string>(),
                FromOn = t.Column<DateOnly>(),
                DueOn = t.Column<DateOnly>(),
                CompletedOn = t.Column<DateOnly>(nullable: true),
                Marks = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_past_tasks", r => new { r.OrgUnit, r.Key }));
        migrationBuilder.CreateIndex("IX_past_tasks_DueOn", "past_tasks", "DueOn");
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Tasks.Storage;

[DbContext(typeof(TasksDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "plan_versions",
            t => new { PlanId = t.Column<Guid>(), Version = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_plan_versions", r => r.PlanId));
        migrationBuilder.CreateTable(
            "tasks",
            t => new
            {
                Id = t.Column<Guid>(),
                OrgUnit = t.Column<string>(),
                PlanId = t.Column<Guid>(),
                Position = t.Column<int>(),
                Area = t.Column<int>(),
                Number = t.Column<string>(),
                Content = t.Column<string>(),
                LeadAgency = t.Column<string>(nullable: true),
                Coordinators = t.Column<string>(),
                Products = t.Column<string>(),
                DeadlineText = t.Column<string>(),
                DeadlineKind = t.Column<string>(),
                DeadlineFrom = t.Column<DateOnly>(nullable: true),
                DeadlineTo = t.Column<DateOnly>(nullable: true),
                Recurrence = t.Column<string>(nullable: true),
                DueDates = t.Column<string>(),
                LastDueOn = t.Column<DateOnly>(nullable: true),
                FromYear = t.Column<int>(),
                ToYear = t.Column<int>(),
                Percent = t.Column<int>(),
                CompletedOn = t.Column<DateOnly>(nullable: true),
                Cancelled = t.Column<bool>(),
                State = t.Column<string>(),
                Version = t.Column<long>(),
                UpdatedAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_tasks", r => r.Id));
        migrationBuilder.CreateIndex("IX_tasks_OrgUnit_State", "tasks", ["OrgUnit", "State"]);
        migrationBuilder.CreateIndex("IX_tasks_State_LastDueOn", "tasks", ["State", "LastDueOn"]);
        migrationBuilder.CreateIndex("IX_tasks_PlanId", "tasks", "PlanId");
        migrationBuilder.CreateTable(
            "task_progress",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                TaskId = t.Column<Guid>(),
                PercentBefore = t.Column<int>(),
                Percent = t.Column<int>(),
                Comment = t.Column<string>(nullable: true),
                StateBefore = t.Column<string>(),
                State = t.Column<string>(),
                By = t.Column<string>(),
                At = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_task_progress", r => r.Id));
        migrationBuilder.CreateIndex("IX_task_progress_TaskId", "task_progress", "TaskId");
    }
}

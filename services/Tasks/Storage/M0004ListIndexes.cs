using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Tasks.Storage;

/// <summary>Plan order of a unit and the city's lists by area without sorting (docs/performance.md).</summary>
[DbContext(typeof(TasksDb))]
[Migration("20261122000002_ListIndexes")]
public sealed class M0004ListIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex("IX_tasks_OrgUnit_PlanId_Position_Seq", "tasks", ["OrgUnit", "PlanId", "Position", "Seq"]);
        migrationBuilder.CreateIndex("IX_tasks_Province_Area_State_DueKey_Seq", "tasks", ["Province", "Area", "State", "DueKey", "Seq"]);
    }
}

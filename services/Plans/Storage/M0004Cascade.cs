using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Plans.Storage;

/// <summary>Items of a plan from above, handed down to units, and the rows that answer them.</summary>
[DbContext(typeof(PlansDb))]
[Migration("20261122000004_Cascade")]
public sealed class M0004Cascade : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "cascades",
            t => new
            {
                Id = t.Column<Guid>(),
                PlanId = t.Column<Guid>(),
                At = t.Column<long>(),
                By = t.Column<string>(),
                Items = t.Column<int>(),
                Units = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_cascades", r => r.Id));
        migrationBuilder.CreateIndex("IX_cascades_PlanId", "cascades", "PlanId");
        migrationBuilder.CreateTable(
            "cascade_units",
            t => new { CascadeId = t.Column<Guid>(), OrgUnit = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_cascade_units", r => new { r.CascadeId, r.OrgUnit }));
        migrationBuilder.CreateTable(
            "cascaded_items",
            t => new
            {
                Id = t.Column<Guid>(),
                PlanId = t.Column<Guid>(),
                CascadeId = t.Column<Guid>(),
                Kind = t.Column<string>(),
                Area = t.Column<int>(nullable: true),
                Position = t.Column<int>(),
                Text = t.Column<string>(),
                Content = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_cascaded_items", r => r.Id));
        migrationBuilder.CreateIndex("IX_cascaded_items_PlanId", "cascaded_items", "PlanId");
        migrationBuilder.CreateTable(
            "cascade_assignments",
            t => new
            {
                ItemId = t.Column<Guid>(),
                OrgUnit = t.Column<string>(),
                CascadeId = t.Column<Guid>(),
                WithdrawnAt = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_cascade_assignments", r => new { r.ItemId, r.OrgUnit }));
        migrationBuilder.CreateIndex("IX_cascade_assignments_OrgUnit", "cascade_assignments", "OrgUnit");
        migrationBuilder.CreateTable(
            "plan_answers",
            t => new
            {
                PlanId = t.Column<Guid>(),
                RowId = t.Column<Guid>(),
                ItemId = t.Column<Guid>(),
                OrgUnit = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_plan_answers", r => new { r.PlanId, r.RowId, r.ItemId }));
        migrationBuilder.CreateIndex("IX_plan_answers_ItemId", "plan_answers", "ItemId");
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans.Storage;

/// <summary>
/// The way of a plan from draft to closed: versions, history, amendments. Plans issued before become their own first edition.
/// </summary>
[DbContext(typeof(PlansDb))]
[Migration("20261122000003_Way")]
public sealed class M0003Way : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var name in new[] { "DecisionNumber", "UpdatedBy", "ReturnedWith" })
            migrationBuilder.AddColumn<string>(name, "plans", nullable: true);
        foreach (var name in new[] { "UpdatedAt", "ClosedAt" })
            migrationBuilder.AddColumn<long>(name, "plans", nullable: true);
        foreach (var name in new[] { "AmendsId", "AmendmentId" })
            migrationBuilder.AddColumn<Guid>(name, "plans", nullable: true);
        migrationBuilder.AddColumn<int>("Edition", "plans", nullable: false, defaultValue: 0);
        migrationBuilder.CreateTable(
            "plan_versions",
            t => new
            {
                PlanId = t.Column<Guid>(),
                Number = t.Column<int>(),
                Title = t.Column<string>(),
                Period = t.Column<string>(nullable: true),
                From = t.Column<DateOnly>(nullable: true),
                To = t.Column<DateOnly>(nullable: true),
                Content = t.Column<string>(),
                At = t.Column<long>(),
                By = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_plan_versions", r => new { r.PlanId, r.Number }));
        migrationBuilder.CreateTable(
            "plan_history",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                PlanId = t.Column<Guid>(),
                Version = t.Column<long>(),
                Action = t.Column<string>(),
                State = t.Column<string>(),
                By = t.Column<string>(),
                At = t.Column<long>(),
                Message = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_plan_history", r => r.Id));
        migrationBuilder.CreateIndex("IX_plan_history_PlanId", "plan_history", "PlanId");

        var number = ActiveProvider?.Contains("Npgsql", StringComparison.Ordinal) is true
            ? """("Content"::json -> 'decision' ->> 'number')"""
            : """json_extract("Content", '$.decision.number')""";
        migrationBuilder.Sql($"""update "plans" set "DecisionNumber" = {number}""");
        migrationBuilder.Sql("""update "plans" set "Edition" = 1 where "State" = 'issued'""");
        migrationBuilder.Sql(
            """
            insert into "plan_versions" ("PlanId", "Number", "Title", "Period", "From", "To", "Content", "At", "By")
            select "Id", 1, "Title", "Period", "From", "To", "Content", "IssuedAt", coalesce("IssuedBy", "CreatedBy")
            from "plans" where "State" = 'issued'
            """);
        migrationBuilder.Sql(
            """
            insert into "plan_history" ("PlanId", "Version", "Action", "State", "By", "At")
            select "Id", 1, 'imported', 'draft', "CreatedBy", "CreatedAt" from "plans"
            """);
        migrationBuilder.Sql(
            """
            insert into "plan_history" ("PlanId", "Version", "Action", "State", "By", "At")
            select "Id", "Version", 'issue', 'issued', coalesce("IssuedBy", "CreatedBy"), "IssuedAt" from "plans" where "State" = 'issued'
            """);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Forecast;

/// <summary>A task of the years before the platform, taken over to learn from; it is in no list and no count.</summary>
public sealed class PastTaskRow
{
    /// <summary>The sender's own key within the unit, so that sending again changes the row instead of doubling it.</summary>
    public required string Key { get; init; }
    public required string OrgUnit { get; init; }
    public string? Office { get; set; }
    public int Area { get; set; }
    public required string DeadlineKind { get; set; }
    public DateOnly FromOn { get; set; }
    public DateOnly DueOn { get; set; }
    public DateOnly? CompletedOn { get; set; }

    /// <summary>JSON array of <see cref="ProgressMark"/>.</summary>
    public required string Marks { get; set; }
}

internal static class ForecastTables
{
    public static void AddForecast(this ModelBuilder model) => model.Entity<PastTaskRow>(e =>
    {
        e.ToTable("past_tasks").HasKey(t => new { t.OrgUnit, t.Key });
        e.HasIndex(t => t.DueOn);
    });
}

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

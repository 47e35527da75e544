using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Forecast;
using Platform.Tasks.Reminders;

namespace Platform.Tasks.Storage;

public sealed class TasksDb(DbContextOptions<TasksDb> options) : PlatformDb(options)
{
    public DbSet<PlanVersionRow> PlanVersions => Set<PlanVersionRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<ProgressRow> Progress => Set<ProgressRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<PlanVersionRow>().ToTable("plan_versions").HasKey(p => p.PlanId);
        modelBuilder.Entity<TaskRow>(e =>
        {
            e.ToTable("tasks").HasKey(t => t.Id);
            e.HasIndex(t => new { t.OrgUnit, t.State });
            e.HasIndex(t => new { t.State, t.LastDueOn });
            e.HasIndex(t => t.PlanId);
            e.Property(t => t.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<ProgressRow>(e =>
        {
            e.ToTable("task_progress").HasKey(p => p.Id);
            e.HasIndex(p => p.TaskId);
        });
        modelBuilder.AddReminders();
        modelBuilder.AddForecast();
    }
}

/// <summary>The newest version of a plan whose tasks were taken over.</summary>
public sealed class PlanVersionRow
{
    public required Guid PlanId { get; init; }
    public long Version { get; set; }
}

public sealed class TaskRow
{
    public required Guid Id { get; init; }
    public required string OrgUnit { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Place in the plan's annex, from 0.</summary>
    public int Position { get; set; }

    /// <summary>1..7, the area of reform; 0 when not told.</summary>
    public int Area { get; set; }
    public required string Number { get; set; }
    public required string Content { get; set; }
    public string? LeadAgency { get; set; }

    /// <summary>JSON array of names.</summary>
    public required string Coordinators { get; set; }

    /// <summary>JSON array of names.</summary>
    public required string Products { get; set; }
    public required string DeadlineText { get; set; }
    public required string DeadlineKind { get; set; }
    public DateOnly? DeadlineFrom { get; set; }
    public DateOnly? DeadlineTo { get; set; }
    public string? Recurrence { get; set; }

    /// <summary>JSON array of dates, in order.</summary>
    public required string DueDates { get; set; }
    public DateOnly? LastDueOn { get; set; }
    public int FromYear { get; set; }
    public int ToYear { get; set; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; set; }
    public DateOnly? CompletedOn { get; set; }
    public bool Cancelled { get; set; }

    /// <summary>As <see cref="TaskRules.StateOf"/> said at the last change or sweep.</summary>
    public required string State { get; set; }
    public long Version { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One step of a task's history.</summary>
public sealed class ProgressRow
{
    public long Id { get; init; }
    public required Guid TaskId { get; init; }
    public int PercentBefore { get; init; }
    public int Percent { get; init; }
    public string? Comment { get; init; }
    public required string StateBefore { get; init; }
    public required string State { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

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

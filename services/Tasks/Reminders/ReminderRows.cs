using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Reminders;

/// <summary>A reminder that was sent: unique by task, due date and step, and written with its notice, so that none is sent twice or lost.</summary>
public sealed class ReminderSentRow
{
    public required Guid TaskId { get; init; }

    /// <summary>The due date it was about; an extended one starts anew.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary><see cref="DueStep.Key"/>.</summary>
    public required string Step { get; init; }
    public required string OrgUnit { get; init; }

    /// <summary>The unit's upper unit, whose Department is told of escalations.</summary>
    public required string City { get; init; }

    /// <summary>The Department has yet to be told, in one notice with other units' tasks.</summary>
    public bool ForDepartment { get; set; }
    public DateTimeOffset SentAt { get; init; }
}

/// <summary>A city's own rules; without a row the default ones hold.</summary>
public sealed class ReminderRulesRow
{
    public required string City { get; init; }
    public long Version { get; set; }

    /// <summary>JSON array of <see cref="ReminderStep"/>.</summary>
    public required string Steps { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal static class ReminderModel
{
    public static void AddReminders(this ModelBuilder model)
    {
        model.Entity<ReminderSentRow>(e =>
        {
            e.ToTable("reminders_sent").HasKey(r => new { r.TaskId, r.DueOn, r.Step });
            e.HasIndex(r => new { r.OrgUnit, r.DueOn });
            e.HasIndex(r => new { r.ForDepartment, r.City });
        });
        model.Entity<ReminderRulesRow>(e =>
        {
            e.ToTable("reminder_rules").HasKey(r => r.City);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
    }
}

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

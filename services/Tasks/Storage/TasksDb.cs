using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Model;

namespace Platform.Tasks.Storage;

/// <summary>The tasks service's database.</summary>
public sealed class TasksDb(DbContextOptions<TasksDb> options) : PlatformDb(options)
{
    /// <summary>Of <see cref="TaskRow.Seq"/>.</summary>
    public static readonly Sequence TaskNumbers = new("task_numbers", "tasks", "Seq");

    public DbSet<PlanVersionRow> PlanVersions => Set<PlanVersionRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<OccurrenceRow> Occurrences => Set<OccurrenceRow>();

    public DbSet<ProgressRow> Progress => Set<ProgressRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<ExtensionRow> Extensions => Set<ExtensionRow>();

    public DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<ReminderSentRow> RemindersSent => Set<ReminderSentRow>();

    public DbSet<ReminderRulesRow> ReminderRules => Set<ReminderRulesRow>();

    public DbSet<PastTaskRow> PastTasks => Set<PastTaskRow>();

    /// <summary>Tasks that somebody is to go on with; done, cancelled and waiting ones are not reminded of and not forecast.</summary>
    public IQueryable<TaskRow> OpenTasks => Tasks.AsNoTracking()
        .Where(t => t.State == TaskStates.NotStarted || t.State == TaskStates.InProgress || t.State == TaskStates.Overdue);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        TaskNumbers.AddTo(modelBuilder, this);
        modelBuilder.Entity<PlanVersionRow>().ToTable("plan_versions").HasKey(p => p.PlanId);
        modelBuilder.Entity<TaskRow>(e =>
        {
            e.ToTable("tasks").HasKey(t => t.Id);
            e.HasIndex(t => t.Seq).IsUnique();
            e.HasIndex(t => t.PlanId);
            e.HasIndex(t => t.AssignmentId);
            e.HasIndex(t => t.ParentId);
            // What the lists walk along: each ends with the order and its tie-breaker (docs/performance.md).
            e.HasIndex(t => new { t.OrgUnit, t.State });
            e.HasIndex(t => new { t.OrgUnit, t.DueKey, t.Seq });
            e.HasIndex(t => new { t.OrgUnit, t.PlanId, t.Position, t.Seq });
            e.HasIndex(t => new { t.Province, t.Area, t.State, t.DueKey, t.Seq });
            e.HasIndex(t => new { t.Province, t.DueKey, t.Seq });
            e.HasIndex(t => new { t.Province, t.State, t.DueKey, t.Seq });
            e.HasIndex(t => new { t.Province, t.UpdatedAt, t.Seq });
            e.HasIndex(t => new { t.AssigneeUser, t.DueKey, t.Seq });
            e.HasIndex(t => new { t.State, t.OverdueAfter });
            e.Property(t => t.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<OccurrenceRow>().ToTable("task_occurrences").HasKey(o => new { o.TaskId, o.WrittenOn });
        modelBuilder.Entity<ProgressRow>(e =>
        {
            e.ToTable("task_progress").HasKey(p => p.Id);
            e.HasIndex(p => p.TaskId);
        });
        modelBuilder.Entity<HistoryRow>(e =>
        {
            e.ToTable("task_history").HasKey(h => h.Id);
            e.HasIndex(h => h.TaskId);
        });
        modelBuilder.Entity<ExtensionRow>(e =>
        {
            e.ToTable("task_extensions").HasKey(x => x.Id);
            e.HasIndex(x => x.TaskId);
        });
        modelBuilder.Entity<EvidenceRow>(e =>
        {
            e.ToTable("task_evidence").HasKey(x => x.Id);
            e.HasIndex(x => new { x.TaskId, x.Name, x.Revision }).IsUnique();
            e.HasIndex(x => x.Sha256);
        });
        modelBuilder.Entity<AssignmentRow>(e =>
        {
            e.ToTable("assignments").HasKey(a => a.Id);
            e.HasIndex(a => new { a.Scope, a.CreatedAt });
        });
        modelBuilder.Entity<ReminderSentRow>(e =>
        {
            e.ToTable("reminders_sent").HasKey(r => new { r.TaskId, r.DueOn, r.Step });
            e.HasIndex(r => new { r.OrgUnit, r.DueOn });
            e.HasIndex(r => new { r.ForDepartment, r.City });
        });
        modelBuilder.Entity<ReminderRulesRow>(e =>
        {
            e.ToTable("reminder_rules").HasKey(r => r.City);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<PastTaskRow>(e =>
        {
            e.ToTable("past_tasks").HasKey(t => new { t.OrgUnit, t.Key });
            e.HasIndex(t => t.DueOn);
        });
    }
}

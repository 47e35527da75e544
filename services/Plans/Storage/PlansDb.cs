using Microsoft.EntityFrameworkCore;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans.Storage;

public sealed class PlansDb(DbContextOptions<PlansDb> options) : PlatformDb(options)
{
    public DbSet<PlanRow> Plans => Set<PlanRow>();

    public DbSet<PlanVersionRow> Versions => Set<PlanVersionRow>();

    public DbSet<PlanHistoryRow> History => Set<PlanHistoryRow>();

    public DbSet<AnswerRow> Answers => Set<AnswerRow>();

    public DbSet<CascadeRow> Cascades => Set<CascadeRow>();

    public DbSet<CascadeUnitRow> CascadeUnits => Set<CascadeUnitRow>();

    public DbSet<CascadedItemRow> CascadedItems => Set<CascadedItemRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<PlanRow>(e =>
        {
            e.ToTable("plans").HasKey(p => p.Id);
            e.HasIndex(p => new { p.OrgUnit, p.CreatedAt });
            e.Property(p => p.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<PlanVersionRow>().ToTable("plan_versions").HasKey(v => new { v.PlanId, v.Number });
        modelBuilder.Entity<PlanHistoryRow>(e =>
        {
            e.ToTable("plan_history").HasKey(h => h.Id);
            e.HasIndex(h => h.PlanId);
        });
        modelBuilder.Entity<AnswerRow>(e =>
        {
            e.ToTable("plan_answers").HasKey(a => new { a.PlanId, a.RowId, a.ItemId });
            e.HasIndex(a => a.ItemId);
        });
        modelBuilder.Entity<CascadeRow>(e =>
        {
            e.ToTable("cascades").HasKey(c => c.Id);
            e.HasIndex(c => c.PlanId);
        });
        modelBuilder.Entity<CascadeUnitRow>().ToTable("cascade_units").HasKey(u => new { u.CascadeId, u.OrgUnit });
        modelBuilder.Entity<CascadedItemRow>(e =>
        {
            e.ToTable("cascaded_items").HasKey(i => i.Id);
            e.HasIndex(i => i.PlanId);
        });
        modelBuilder.Entity<AssignmentRow>(e =>
        {
            e.ToTable("cascade_assignments").HasKey(a => new { a.ItemId, a.OrgUnit });
            e.HasIndex(a => a.OrgUnit);
        });
    }
}

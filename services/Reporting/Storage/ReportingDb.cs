using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Storage;

public sealed class ReportingDb(DbContextOptions<ReportingDb> options) : PlatformDb(options)
{
    public DbSet<PeriodRow> Periods => Set<PeriodRow>();

    public DbSet<TemplateRow> Templates => Set<TemplateRow>();

    public DbSet<ReportRow> Reports => Set<ReportRow>();

    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<ExportJobRow> ExportJobs => Set<ExportJobRow>();

    public DbSet<CityReportRow> CityReports => Set<CityReportRow>();

    public DbSet<CityReportVersionRow> CityReportVersions => Set<CityReportVersionRow>();

    public DbSet<PartOfficeRow> PartOffices => Set<PartOfficeRow>();

    public DbSet<PartLeaseRow> PartLeases => Set<PartLeaseRow>();

    public DbSet<NoteRow> Notes => Set<NoteRow>();

    public DbSet<ReviewerRow> Reviewers => Set<ReviewerRow>();

    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<PeriodRow>().ToTable("periods").HasKey(p => p.Code);
        modelBuilder.Entity<TemplateRow>().ToTable("templates").HasKey(t => new { t.Code, t.Version });
        modelBuilder.Entity<ReportRow>(e =>
        {
            e.ToTable("reports").HasKey(r => new { r.Period, r.OrgUnit });
            e.Property(r => r.Revision).IsConcurrencyToken();
            e.HasIndex(r => r.ReopenedUntil);
        });
        modelBuilder.Entity<SubmissionRow>(e =>
        {
            e.ToTable("submissions").HasKey(s => s.Receipt);
            e.HasIndex(s => new { s.Period, s.OrgUnit, s.Number }).IsUnique();
        });
        modelBuilder.Entity<HistoryRow>(e =>
        {
            e.ToTable("report_history").HasKey(h => h.Id);
            e.HasIndex(h => new { h.Period, h.OrgUnit });
        });
        modelBuilder.Entity<CityReportRow>(e =>
        {
            e.ToTable("city_reports").HasKey(r => new { r.Period, r.OrgUnit });
            e.Property(r => r.Revision).IsConcurrencyToken();
        });
        modelBuilder.Entity<CityReportVersionRow>().ToTable("city_report_versions").HasKey(v => new { v.Period, v.OrgUnit, v.Number });
        modelBuilder.Entity<ExportJobRow>(e =>
        {
            e.ToTable("export_jobs").HasKey(j => j.Id);
            e.HasIndex(j => new { j.State, j.CreatedAt });
        });
        modelBuilder.Entity<PartOfficeRow>().ToTable("part_offices").HasKey(p => new { p.OrgUnit, p.Part });
        modelBuilder.Entity<PartLeaseRow>().ToTable("part_leases").HasKey(p => new { p.Period, p.OrgUnit, p.Part });
        modelBuilder.Entity<NoteRow>(e =>
        {
            e.ToTable("report_notes").HasKey(n => n.Id);
            e.HasIndex(n => new { n.Period, n.OrgUnit });
        });
        modelBuilder.Entity<ReviewerRow>().ToTable("reviewers").HasKey(r => new { r.Period, r.OrgUnit });
        modelBuilder.Entity<ReminderRow>().ToTable("reminders").HasKey(r => new { r.Period, r.OrgUnit, r.Step });
    }
}

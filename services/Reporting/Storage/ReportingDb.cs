using Microsoft.EntityFrameworkCore;
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

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<PeriodRow>().ToTable("periods").HasKey(p => p.Code);
        modelBuilder.Entity<TemplateRow>().ToTable("templates").HasKey(t => new { t.Code, t.Version });
        modelBuilder.Entity<ReportRow>(e =>
        {
            e.ToTable("reports").HasKey(r => new { r.Period, r.OrgUnit });
            e.Property(r => r.Revision).IsConcurrencyToken();
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
    }
}

/// <summary>A reporting period as an explicit row: every date can be edited.</summary>
public sealed class PeriodRow
{
    public required string Code { get; init; }
    public required string Kind { get; init; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public DateOnly OfficeDue { get; set; }
    public DateOnly CommuneDue { get; set; }
    public DateOnly CityDue { get; set; }
    public DateTimeOffset OpensAt { get; set; }

    /// <summary>When the Department locked the period; null while it takes reports (late ones too).</summary>
    public DateTimeOffset? ClosedAt { get; set; }
    public long Version { get; set; }
}

public sealed class TemplateRow
{
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>The template as JSON (<see cref="Templates.Template"/>).</summary>
    public required string Content { get; init; }
}

/// <summary>The working copy of one unit's report for one period.</summary>
public sealed class ReportRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string State { get; set; }

    /// <summary>Grows by one with every change, drafts included: the ETag, and the version of the events.</summary>
    public long Revision { get; set; }
    public required string TemplateCode { get; set; }
    public int TemplateVersion { get; set; }

    /// <summary>Values and narrative as JSON (<see cref="Submissions.ReportContent"/>).</summary>
    public required string Content { get; set; }

    /// <summary>Number of the latest submission; 0 before the first.</summary>
    public int Submission { get; set; }
    public string? Receipt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Decided by the first submission.</summary>
    public bool? OnTime { get; set; }

    /// <summary>Revision that the latest submission was made from.</summary>
    public long SubmittedRevision { get; set; }

    /// <summary>Message and reasons of the latest return, as JSON; null when not returned.</summary>
    public string? ReturnedWith { get; set; }
    public DateTimeOffset? ReopenedUntil { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public required string UpdatedBy { get; set; }
}

/// <summary>What was submitted: never changed afterwards.</summary>
public sealed class SubmissionRow
{
    public required string Receipt { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public int Number { get; init; }
    public long Revision { get; init; }
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>, hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public required string SubmittedBy { get; init; }
    public bool OnTime { get; init; }

    /// <summary>The caller's Idempotency-Key, when one was sent.</summary>
    public string? IdempotencyKey { get; init; }
}

public sealed class HistoryRow
{
    public long Id { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public long Revision { get; init; }
    public required string Action { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Message { get; init; }
}

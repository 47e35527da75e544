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

    /// <summary>Name of an extraordinary report; null for the periods of the decree, which are named by their code.</summary>
    public string? Title { get; set; }

    /// <summary>One of <see cref="LatePolicies"/>.</summary>
    public string LatePolicy { get; set; } = LatePolicies.Accept;

    /// <summary>Last day on which late reports are taken; only for <see cref="LatePolicies.Until"/>.</summary>
    public DateOnly? LateUntil { get; set; }

    /// <summary>Who must send, as JSON (<see cref="Periods.PeriodSenders"/>); null for every commune.</summary>
    public string? Senders { get; set; }

    /// <summary>The template that reports of this period use; null for the newest that serves the period's kind.</summary>
    public string? TemplateCode { get; set; }

    /// <summary>Who has to send, as the other services were told (<see cref="Periods.PeriodSenders"/>); null until the period opened. Units are only added.</summary>
    public string? Expected { get; set; }

    /// <summary>How often they were told.</summary>
    public long Announced { get; set; }
}

/// <summary>What happens to a report that comes after the commune deadline.</summary>
public static class LatePolicies
{
    public const string Accept = "accept";
    public const string Until = "until";
    public const string Refuse = "refuse";

    public static readonly IReadOnlyList<string> All = [Accept, Until, Refuse];
}

public sealed class TemplateRow
{
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>The template as JSON (<see cref="Templates.Template"/>).</summary>
    public required string Content { get; set; }

    /// <summary>One of <see cref="TemplateStates"/>; a published version never changes.</summary>
    public string State { get; set; } = TemplateStates.Published;
    public long Revision { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public string UpdatedBy { get; set; } = "";
}

/// <summary>The life of a template version.</summary>
public static class TemplateStates
{
    public const string Draft = "draft";
    public const string Published = "published";
    public const string Retired = "retired";
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

    /// <summary>How far each office is with its part, as JSON (part code to <see cref="Parts.PartState"/>); null while nobody works by parts.</summary>
    public string? Parts { get; set; }

    /// <summary>Item and section codes that a reopening allows to change, as a JSON list; null for all.</summary>
    public string? ReopenedItems { get; set; }

    /// <summary>The unit's answers to returned lines so far, as JSON (code to text).</summary>
    public string? Explained { get; set; }
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

    /// <summary>What this submission answers, as JSON (<see cref="Submissions.SubmissionAnswers"/>); null for one that follows no return.</summary>
    public string? Answers { get; init; }
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

/// <summary>Which office of a unit fills a part; a row with no office says that the commune's officer does.</summary>
public sealed class PartOfficeRow
{
    public required string OrgUnit { get; init; }
    public required string Part { get; init; }
    public string? Office { get; set; }
}

/// <summary>Who is editing a part, until when.</summary>
public sealed class PartLeaseRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string Part { get; init; }
    public required string Holder { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>A note on a report or on one of its lines.</summary>
public sealed class NoteRow
{
    public long Id { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public string? Item { get; init; }
    public required string Text { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Who at the Department reviews a unit's report.</summary>
public sealed class ReviewerRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string UserName { get; set; }
}

/// <summary>A reminder that was raised: once per step and unit.</summary>
public sealed class ReminderRow
{
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public required string Step { get; init; }
    public DateTimeOffset At { get; init; }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Rollups.Storage;

public sealed class RollupsDb(DbContextOptions<RollupsDb> options) : PlatformDb(options)
{
    public const string DatabaseName = "rollups";

    public DbSet<GrainStateRow> GrainStates => Set<GrainStateRow>();

    public DbSet<ReportPeriodRow> ReportPeriods => Set<ReportPeriodRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<GrainStateRow>().ToTable("grain_states").HasKey(s => new { s.Name, s.Key });
        modelBuilder.Entity<ReportPeriodRow>().ToTable("report_periods").HasKey(p => p.Period);
    }
}

/// <summary>The durable state of one grain.</summary>
public sealed class GrainStateRow
{
    public required string Name { get; init; }
    public required string Key { get; init; }

    /// <summary>Counts the writes; the ETag.</summary>
    public long Version { get; set; }

    /// <summary>The state as JSON.</summary>
    public required string Content { get; set; }
}

/// <summary>Who has to send in a period, as Reporting told.</summary>
public sealed class ReportPeriodRow
{
    public required string Period { get; init; }
    public long Version { get; set; }

    /// <summary>Official codes as JSON; null for everyone.</summary>
    public string? Units { get; set; }
}

[DbContext(typeof(RollupsDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "grain_states",
            t => new { Name = t.Column<string>(), Key = t.Column<string>(), Version = t.Column<long>(), Content = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_grain_states", r => new { r.Name, r.Key }));
    }
}

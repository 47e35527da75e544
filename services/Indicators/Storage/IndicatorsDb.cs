using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Storage;

namespace Platform.Indicators.Storage;

public sealed class IndicatorsDb(DbContextOptions<IndicatorsDb> options) : PlatformDb(options)
{
    public DbSet<RecordedValueRow> RecordedValues => Set<RecordedValueRow>();

    public DbSet<RebuildRow> Rebuilds => Set<RebuildRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<RebuildRow>(e =>
        {
            e.ToTable("rebuilds").HasKey(r => r.Id);
            e.Property(r => r.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<RecordedValueRow>().ToTable("recorded_values").HasKey(v => new { v.Indicator, v.Period, v.OrgUnit });
    }
}

/// <summary>The latest value recorded by hand or by a data bus: its version counts the changes, the history is in ClickHouse.</summary>
public sealed class RecordedValueRow
{
    public required string Indicator { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public decimal Numerator { get; set; }
    public decimal? Denominator { get; set; }
    public required string Status { get; set; }
    public long Version { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public required string RecordedBy { get; set; }

    /// <summary>The whole state, as it is told.</summary>
    public static IndicatorRecordedV1 EventOf(RecordedValueRow row) => new(
        Guid.NewGuid(), row.OrgUnit, row.Period, row.Version, new(row.Indicator, row.Numerator, row.Denominator), row.Status, row.RecordedAt);
}

[DbContext(typeof(IndicatorsDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "recorded_values",
            t => new
            {
                Indicator = t.Column<string>(),
                Period = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Numerator = t.Column<decimal>(),
                Denominator = t.Column<decimal>(nullable: true),
                Status = t.Column<string>(),
                Version = t.Column<long>(),
                RecordedAt = t.Column<long>(),
                RecordedBy = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_recorded_values", r => new { r.Indicator, r.Period, r.OrgUnit }));
    }
}

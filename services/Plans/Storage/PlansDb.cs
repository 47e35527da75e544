using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans.Storage;

public sealed class PlansDb(DbContextOptions<PlansDb> options) : PlatformDb(options)
{
    public DbSet<PlanRow> Plans => Set<PlanRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<PlanRow>(e =>
        {
            e.ToTable("plans").HasKey(p => p.Id);
            e.HasIndex(p => new { p.OrgUnit, p.CreatedAt });
            e.Property(p => p.Version).IsConcurrencyToken();
        });
    }
}

public static class PlanStates
{
    public const string Draft = "draft";
    public const string Issued = "issued";
}

/// <summary>A plan of one unit: what was read from the document, and where it stands.</summary>
public sealed class PlanRow
{
    public required Guid Id { get; init; }
    public required string OrgUnit { get; init; }
    public required string State { get; set; }
    public required string Title { get; set; }
    public string? Period { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>The plan as JSON (<see cref="View.PlanContent"/>).</summary>
    public required string Content { get; set; }
    public required string FileName { get; init; }

    /// <summary>The document's text, for review beside what was understood.</summary>
    public required string SourceText { get; init; }
    public long Version { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? IssuedAt { get; set; }
    public string? IssuedBy { get; set; }
}

[DbContext(typeof(PlansDb))]
[Migration("20261121000001_Initial")]
public sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateSharedTables();
        migrationBuilder.CreateTable(
            "plans",
            t => new
            {
                Id = t.Column<Guid>(),
                OrgUnit = t.Column<string>(),
                State = t.Column<string>(),
                Title = t.Column<string>(),
                Period = t.Column<string>(nullable: true),
                From = t.Column<DateOnly>(nullable: true),
                To = t.Column<DateOnly>(nullable: true),
                Content = t.Column<string>(),
                FileName = t.Column<string>(),
                SourceText = t.Column<string>(),
                Version = t.Column<long>(),
                CreatedAt = t.Column<long>(),
                CreatedBy = t.Column<string>(),
                IssuedAt = t.Column<long>(nullable: true),
                IssuedBy = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_plans", r => r.Id));
        migrationBuilder.CreateIndex("IX_plans_OrgUnit_CreatedAt", "plans", ["OrgUnit", "CreatedAt"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Indicators.Storage;

/// <summary>The one rebuild that runs, or the last that ran: in the database, so that every replica can tell of it and none starts a second.</summary>
public sealed class RebuildRow
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    /// <summary>One of <see cref="RebuildStates"/>.</summary>
    public required string State { get; set; }
    public required string StartedBy { get; set; }
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last told of progress: one that has been silent for long died with its process.</summary>
    public DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public int Reports { get; set; }
    public int TotalReports { get; set; }
    public int Recorded { get; set; }
    public int TotalRecorded { get; set; }
}

public static class RebuildStates
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
}

[DbContext(typeof(IndicatorsDb))]
[Migration("20261128000001_Rebuilds")]
public sealed class M0003Rebuilds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "rebuilds",
        t => new
        {
            Id = t.Column<int>(),
            State = t.Column<string>(),
            StartedBy = t.Column<string>(),
            StartedAt = t.Column<long>(),
            SeenAt = t.Column<long>(),
            FinishedAt = t.Column<long>(nullable: true),
            Reports = t.Column<int>(),
            TotalReports = t.Column<int>(),
            Recorded = t.Column<int>(),
            TotalRecorded = t.Column<int>(),
        },
        constraints: t => t.PrimaryKey("PK_rebuilds", r => r.Id));
}

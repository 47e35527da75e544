using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Tasks.Storage;

/// <summary>Tasks take their numbers from a sequence: writers that all took the highest and one more blocked each other.</summary>
[DbContext(typeof(TasksDb))]
[Migration("20261128000001_TaskNumbers")]
public sealed class M0005TaskNumbers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => TasksDb.TaskNumbers.Create(migrationBuilder);
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Storage;

[DbContext(typeof(ReportingDb))]
[Migration("20261121000002_IdempotencyAge")]
public sealed class M0002IdempotencyAge : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.IndexIdempotencyKeys();
}

using ClickHouse.Client.ADO;
using ClickHouse.Client.Utility;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Indicators.ClickHouse;

/// <summary>
/// Connections to ClickHouse (<c>ClickHouse:ConnectionString</c>) and the one table of values. A value's identity is
/// (indicator, period, unit); the row with the highest version stands, and a removed one hides what was there.
/// </summary>
public sealed class ClickHouseSource(IConfiguration configuration) : IHealthCheck
{
    private readonly string _connectionString = configuration["ClickHouse:ConnectionString"]
        ?? throw new InvalidOperationException("ClickHouse:ConnectionString is not set.");

    public ClickHouseConnection Open() => new(_connectionString);

    public async Task CreateTablesAsync(CancellationToken stop)
    {
        await using var connection = Open();
        await connection.ExecuteStatementAsync("""
            CREATE TABLE IF NOT EXISTS indicator_values
            (
                indicator LowCardinality(String),
                period LowCardinality(String),
                org_unit String,
                province LowCardinality(String),
                block LowCardinality(String),
                numerator Decimal(38, 6),
                denominator Nullable(Decimal(38, 6)),
                provisional UInt8,
                version UInt64,
                removed UInt8,
                recorded_at DateTime64(3, 'UTC')
            )
            ENGINE = ReplacingMergeTree(version, removed)
            ORDER BY (indicator, period, org_unit)
            """);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = Open();
            await connection.ExecuteScalarAsync("SELECT 1");
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("ClickHouse does not answer", error);
        }
    }
}

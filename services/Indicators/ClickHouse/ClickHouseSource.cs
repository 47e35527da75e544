using ClickHouse.Driver;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Indicators.ClickHouse;

/// <summary>
/// The connection to ClickHouse (<c>ClickHouse:ConnectionString</c>) and the one table of values. A value's identity is
/// (indicator, period, unit); the row with the highest version stands, and a removed one hides what was there.
/// </summary>
public sealed class ClickHouseSource(IConfiguration configuration) : IHealthCheck, IDisposable
{
    /// <summary>One for all: it is stateless HTTP and serves any number of queries at once.</summary>
    public ClickHouseClient Client { get; } = new(configuration["ClickHouse:ConnectionString"]
        ?? throw new InvalidOperationException("ClickHouse:ConnectionString is not set."));

    public void Dispose() => Client.Dispose();

    public async Task CreateTablesAsync(CancellationToken stop)
    {
        await Client.ExecuteNonQueryAsync("""
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
            """, cancellationToken: stop);
        await Client.ExecuteNonQueryAsync(
            "CREATE TABLE IF NOT EXISTS series_whole (since DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY since", cancellationToken: stop);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await Client.ExecuteScalarAsync("SELECT 1", cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("ClickHouse does not answer", error);
        }
    }
}

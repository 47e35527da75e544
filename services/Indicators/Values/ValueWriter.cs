using System.Diagnostics;
using System.Threading.Channels;
using ClickHouse.Driver;
using ClickHouse.Driver.Compression;
using Platform.Indicators.ClickHouse;
using Platform.ServiceDefaults.Telemetry;

namespace Platform.Indicators.Values;

/// <summary>One row of the time series.</summary>
public sealed record ValueRow(
    string Indicator, string Period, string OrgUnit, string Province, string Block,
    decimal Numerator, decimal? Denominator, bool Provisional, long Version, bool Removed, DateTimeOffset RecordedAt)
{
    /// <summary>The columns of <see cref="Cells"/>, in order, with ClickHouse's types, so that the driver does not ask for them at every insert.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Columns =
    [
        new("indicator", "LowCardinality(String)"), new("period", "LowCardinality(String)"), new("org_unit", "String"),
        new("province", "LowCardinality(String)"), new("block", "LowCardinality(String)"),
        new("numerator", "Decimal(38, 6)"), new("denominator", "Nullable(Decimal(38, 6))"),
        new("provisional", "UInt8"), new("version", "UInt64"), new("removed", "UInt8"), new("recorded_at", "DateTime64(3, 'UTC')"),
    ];

    public object[] Cells() =>
    [
        Indicator, Period, OrgUnit, Province, Block, Numerator, (object?)Denominator ?? DBNull.Value,
        (byte)(Provisional ? 1 : 0), (ulong)Version, (byte)(Removed ? 1 : 0), RecordedAt.UtcDateTime,
    ];
}

/// <summary>
/// Writes values in blocks: ClickHouse wants few large inserts, events come one by one. Each caller waits until its own rows
/// are written; those that wait together share an insert. The queue is bounded.
/// </summary>
public sealed class ValueWriter(ClickHouseSource source) : BackgroundService
{
    private const int MostRows = 20_000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(150);

    // The driver compresses inserts whatever the connection string says; over loopback that only costs.
    private readonly InsertOptions _options = new()
    {
        BatchSize = MostRows * 2,
        ColumnTypes = ValueRow.Columns.ToDictionary(),
        Compressor = source.Client.Settings.UseCompression ? ZstdCompressor.Default : null,
    };

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(2048) { SingleReader = true });

    private sealed record Pending(IReadOnlyList<ValueRow> Rows)
    {
        public ActivityContext Caller { get; } = Activity.Current?.Context ?? default;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Returns once the rows are in ClickHouse.</summary>
    public async Task WriteAsync(IReadOnlyList<ValueRow> rows, CancellationToken stop)
    {
        var pending = new Pending(rows);
        await _queue.Writer.WriteAsync(pending, stop);
        await pending.Done.Task.WaitAsync(stop);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Pending>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // A short wait lets the events of one moment share an insert; parts are what costs ClickHouse.
            if (!stoppingToken.IsCancellationRequested)
                await Task.Delay(Gather, CancellationToken.None);
            batch.Clear();
            var rows = 0;
            while (rows < MostRows && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
                rows += pending.Rows.Count;
            }
            await InsertAsync(batch);
        }
    }

    private async Task InsertAsync(List<Pending> batch)
    {
        using var activity = PlatformTelemetry.StartShared("write values", ActivityKind.Internal, batch.Select(p => p.Caller));
        try
        {
            await source.Client.InsertBinaryAsync(
                "indicator_values", ValueRow.Columns.Select(c => c.Key), batch.SelectMany(p => p.Rows).Select(r => r.Cells()), _options);
            batch.ForEach(p => p.Done.SetResult());
        }
        catch (Exception error)
        {
            // The broker delivers the events again; rows written twice count once.
            batch.ForEach(p => p.Done.TrySetException(error));
        }
    }
}

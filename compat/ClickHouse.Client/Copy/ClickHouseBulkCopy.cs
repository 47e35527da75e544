using System.IO.Compression;
using System.Text;
using ClickHouse.Client.ADO;
using ClickHouse.Client.ADO.Readers;
using ClickHouse.Client.Types;
using ClickHouse.Client.Utility;

namespace ClickHouse.Client.Copy;

/// <summary>Inserts many rows in binary batches. Each batch is one INSERT; a failure leaves the batches before it in place.</summary>
public class ClickHouseBulkCopy : IDisposable
{
    private readonly ClickHouseConnection _connection;
    private readonly bool _ownsConnection;
    private (string[] Names, ClickHouseType[] Types)? _columns;
    private long _rowsWritten;

    /// <summary>Over a connection, which stays the caller's.</summary>
    public ClickHouseBulkCopy(ClickHouseConnection connection) =>
        _connection = connection ?? throw new ArgumentNullException(nameof(connection));

    /// <summary>Over a connection of its own.</summary>
    public ClickHouseBulkCopy(string connectionString) : this(new ClickHouseConnection(connectionString)) => _ownsConnection = true;

    /// <summary>Rows per INSERT; 100,000.</summary>
    public int BatchSize { get; set; } = 100_000;

    /// <summary>INSERTs under way at once; 4.</summary>
    public int MaxDegreeOfParallelism { get; set; } = 4;

    /// <summary>The table, with its database if it is not the connection's.</summary>
    public string? DestinationTableName { get; init; }

    /// <summary>Columns of the rows, in order; all of the table's if none are named.</summary>
    public IReadOnlyCollection<string>? ColumnNames { get; init; }

    /// <summary>Rows the server has taken.</summary>
    public long RowsWritten => Interlocked.Read(ref _rowsWritten);

    /// <summary>Asks for the columns' types; once, before the first rows.</summary>
    /// <exception cref="InvalidOperationException">No table is named.</exception>
    /// <exception cref="ClickHouseServerException">The table or a column is unknown.</exception>
    public async Task InitAsync()
    {
        if (string.IsNullOrWhiteSpace(DestinationTableName))
        {
            throw new InvalidOperationException($"{nameof(DestinationTableName)} is null");
        }

        var columns = ColumnNames is { Count: > 0 } ? string.Join(',', ColumnNames) : "*";
        using var reader = (ClickHouseDataReader)await _connection.ExecuteReaderAsync($"SELECT {columns} FROM {DestinationTableName} WHERE 1=0");
        _columns = ([.. reader.ColumnNames.Select(name => $"`{name.Trim('`')}`")], reader.ColumnTypes);
    }

    /// <inheritdoc cref="WriteToServerAsync(IEnumerable{object[]}, CancellationToken)"/>
    public Task WriteToServerAsync(IEnumerable<object[]> rows) => WriteToServerAsync(rows, CancellationToken.None);

    /// <summary>Inserts rows; values are in the order of the columns.</summary>
    /// <exception cref="InvalidOperationException"><see cref="InitAsync"/> was not called.</exception>
    /// <exception cref="ClickHouseBulkCopySerializationException">A value does not fit its column.</exception>
    /// <exception cref="ClickHouseServerException">The server refuses a batch.</exception>
    public async Task WriteToServerAsync(IEnumerable<object[]> rows, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (names, types) = _columns ?? throw new InvalidOperationException("Column names not initialized. Call InitAsync once to load column data");
        var statement = $"INSERT INTO {DestinationTableName} ({string.Join(", ", names)}) FORMAT RowBinary";
        var sending = new List<Task>();
        foreach (var batch in rows.Chunk(BatchSize))
        {
            if (sending.Count >= MaxDegreeOfParallelism)
            {
                var done = await Task.WhenAny(sending);
                sending.Remove(done);
                await done;
            }

            sending.Add(SendAsync(statement, types, batch, token));
        }

        await Task.WhenAll(sending);
    }

    /// <summary>Closes the connection if it is its own.</summary>
    public void Dispose()
    {
        if (_ownsConnection)
        {
            _connection.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private async Task SendAsync(string statement, ClickHouseType[] types, object[][] rows, CancellationToken token)
    {
        using var zipped = await Task.Run(() => Serialize(statement, types, rows), token);
        await _connection.Channel.PostStreamAsync(zipped, token);
        Interlocked.Add(ref _rowsWritten, rows.Length);
    }

    private static MemoryStream Serialize(string statement, ClickHouseType[] types, object[][] rows)
    {
        var zipped = new MemoryStream(512 * 1024);
        using (var target = new BinaryWriter(new BufferedStream(new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true), 256 * 1024)))
        {
            target.Write(Encoding.UTF8.GetBytes(statement + "\n"));
            foreach (var row in rows)
            {
                WriteRow(target, types, row);
            }
        }

        zipped.Position = 0;
        return zipped;
    }

    private static void WriteRow(BinaryWriter target, ClickHouseType[] types, object[] row)
    {
        for (var i = 0; i < types.Length; i++)
        {
            try
            {
                types[i].Write(target, row[i]);
            }
            catch (Exception failure)
            {
                throw new ClickHouseBulkCopySerializationException(row, i, failure);
            }
        }
    }
}

/// <summary>A value of a row does not fit its column.</summary>
public class ClickHouseBulkCopySerializationException : Exception
{
    /// <summary>With the row and the place of the value in it.</summary>
    public ClickHouseBulkCopySerializationException(object[] row, int index, Exception innerException)
        : base($"Error when serializing data: column {index}: {innerException.Message}", innerException) => Row = row;

    /// <summary>The row.</summary>
    public object[] Row { get; }
}

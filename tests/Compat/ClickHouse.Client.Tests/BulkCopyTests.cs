using ClickHouse.Client;
using ClickHouse.Client.ADO;
using ClickHouse.Client.Copy;
using ClickHouse.Client.Utility;
using Platform.Fixtures;

namespace Platform.ClickHouseClientTests;

[Collection("ClickHouse")]
public sealed class BulkCopyTests(EmbeddedClickHouseFixture server)
{
    [Fact]
    public async Task Rows_OfEveryType_ComeBackAsWritten()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        var table = EmbeddedClickHouseFixture.NewName("every_type");
        await connection.ExecuteStatementAsync($"""
            CREATE TABLE {table} (
                id UInt32, tiny Int8, big UInt64, ratio Float64, value Decimal(38, 10), small Decimal(9, 2), mid Decimal(18, 6),
                text String, code LowCardinality(String), fixed FixedString(5), note Nullable(String), score Nullable(Decimal(18, 4)),
                day Date, day32 Date32, at DateTime('UTC'), local DateTime('Asia/Ho_Chi_Minh'), precise DateTime64(3, 'UTC'),
                ok Bool, kind Enum8('plan' = 1, 'report' = 2), wide Enum16('a' = 300), ref UUID,
                tags Array(String), pair Tuple(UInt8, String), counts Map(String, UInt32), huge Int128)
            ENGINE = MergeTree ORDER BY id
            """);
        var at = new DateTimeOffset(2025, 9, 30, 8, 0, 0, TimeSpan.Zero);
        var id = Guid.NewGuid();
        object[] row =
        [
            1u, (sbyte)-5, ulong.MaxValue, 0.25, -12345678.0123456789m, 1.239m, 2.5m,
            "Cẩm Giàng", "10903", "10903", null!, 99.5m,
            new DateOnly(2025, 9, 30), new DateOnly(1950, 1, 1), at, at, at.AddMilliseconds(123),
            true, "report", 300, id,
            new[] { "a", "b" }, ((byte)7, "seven"), new Dictionary<string, uint> { ["x"] = 3 }, -1,
        ];
        using var copy = new ClickHouseBulkCopy(connection) { DestinationTableName = table };
        await copy.InitAsync();

        await copy.WriteToServerAsync([row], CancellationToken.None);

        using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}");
        Assert.True(reader.Read());
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        object[] expected =
        [
            1u, (sbyte)-5, ulong.MaxValue, 0.25, -12345678.0123456789m, 1.23m, 2.5m,
            "Cẩm Giàng", "10903", "10903", DBNull.Value, 99.5m,
            new DateTime(2025, 9, 30), new DateTime(1950, 1, 1), at.UtcDateTime, new DateTime(2025, 9, 30, 15, 0, 0), at.UtcDateTime.AddMilliseconds(123),
            true, "report", "a", id,
            new[] { "a", "b" }, Tuple.Create((byte)7, "seven"), new Dictionary<string, uint> { ["x"] = 3 }, new System.Numerics.BigInteger(-1),
        ];
        Assert.Equal(expected, values);
        Assert.Equal(1, copy.RowsWritten);
    }

    [Fact]
    public async Task Rows_InBatchesSideBySide_AreAllThere()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        var table = EmbeddedClickHouseFixture.NewName("many");
        await connection.ExecuteStatementAsync($"CREATE TABLE {table} (`odd name` UInt32, blob String, extra UInt8 DEFAULT 9) ENGINE = MergeTree ORDER BY `odd name`");
        using var copy = new ClickHouseBulkCopy(server.ConnectionString)
        {
            DestinationTableName = table,
            ColumnNames = ["`odd name`", "blob"],
            BatchSize = 10_000,
            MaxDegreeOfParallelism = 3,
        };
        await copy.InitAsync();
        // Every byte that a line-minded reader might stumble over is among these.
        var rows = Enumerable.Range(0, 200_000).Select(i => new object[] { (uint)i, $"\n;{(char)(i % 128)}'\\\r\t" });

        await copy.WriteToServerAsync(rows, CancellationToken.None);

        Assert.Equal(200_000, copy.RowsWritten);
        using var reader = await connection.ExecuteReaderAsync($"SELECT count(), sum(`odd name`), uniqExact(blob), sum(extra) FROM {table}");
        reader.Read();
        Assert.Equal((200_000UL, 19_999_900_000UL, 128UL, 1_800_000UL), ((ulong)reader[0], (ulong)reader[1], (ulong)reader[2], (ulong)reader[3]));
    }

    [Fact]
    public async Task MoreThanOnePiece_IsInsertedWhole()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        var table = EmbeddedClickHouseFixture.NewName("wide");
        await connection.ExecuteStatementAsync($"CREATE TABLE {table} (id UInt32, text String) ENGINE = MergeTree ORDER BY id");
        using var copy = new ClickHouseBulkCopy(connection) { DestinationTableName = table };
        await copy.InitAsync();

        await copy.WriteToServerAsync(Enumerable.Range(0, 50).Select(i => new object[] { (uint)i, new string((char)('a' + (i % 26)), 200_000) }), CancellationToken.None);

        Assert.Equal(10_000_000UL, await connection.ExecuteScalarAsync($"SELECT sum(length(text)) FROM {table}"));
    }

    [Fact]
    public async Task ValueThatDoesNotFit_IsNamedWithItsRow()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        var table = EmbeddedClickHouseFixture.NewName("strict");
        await connection.ExecuteStatementAsync($"CREATE TABLE {table} (id UInt8) ENGINE = MergeTree ORDER BY id");
        using var copy = new ClickHouseBulkCopy(connection) { DestinationTableName = table };
        await copy.InitAsync();

        object[] row = [300];
        var failure = await Assert.ThrowsAsync<ClickHouseBulkCopySerializationException>(() => copy.WriteToServerAsync([row], CancellationToken.None));

        Assert.Same(row, failure.Row);
        Assert.Equal(0UL, await connection.ExecuteScalarAsync($"SELECT count() FROM {table}"));
    }

    [Fact]
    public async Task UnknownTable_IsRefusedAtInit_AndWritingWithoutInitToo()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        using var copy = new ClickHouseBulkCopy(connection) { DestinationTableName = "nowhere" };

        Assert.Equal(60, (await Assert.ThrowsAsync<ClickHouseServerException>(copy.InitAsync)).ErrorCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => copy.WriteToServerAsync([], CancellationToken.None));
    }
}

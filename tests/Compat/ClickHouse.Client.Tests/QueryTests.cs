using System.Net;
using System.Numerics;
using ClickHouse.Client;
using ClickHouse.Client.ADO;
using ClickHouse.Client.ADO.Readers;
using ClickHouse.Client.Utility;
using Platform.Fixtures;

namespace Platform.ClickHouseClientTests;

[CollectionDefinition("ClickHouse")]
public sealed class ClickHouseCollection : ICollectionFixture<EmbeddedClickHouseFixture>;

[Collection("ClickHouse")]
public sealed class QueryTests(EmbeddedClickHouseFixture server)
{
    public static TheoryData<string, object> Values => new()
    {
        { "toUInt8(200)", (byte)200 },
        { "toUInt16(60000)", (ushort)60000 },
        { "toUInt32(4000000000)", 4000000000u },
        { "toUInt64(18446744073709551615)", ulong.MaxValue },
        { "toInt8(-100)", (sbyte)-100 },
        { "toInt16(-30000)", (short)-30000 },
        { "toInt32(-2000000000)", -2000000000 },
        { "toInt64(-9000000000000000000)", -9000000000000000000L },
        { "toInt128('-170141183460469231731687303715884105728')", BigInteger.Parse("-170141183460469231731687303715884105728", System.Globalization.CultureInfo.InvariantCulture) },
        { "toUInt128('340282366920938463463374607431768211455')", BigInteger.Parse("340282366920938463463374607431768211455", System.Globalization.CultureInfo.InvariantCulture) },
        { "toFloat32(1.5)", 1.5f },
        { "toFloat64(-0.1)", -0.1d },
        { "toDecimal32('-12.345', 3)", -12.345m },
        { "toDecimal64('123456789012.3456', 4)", 123456789012.3456m },
        { "toDecimal128('-79228162514264337593543.9503', 4)", -79228162514264337593543.9503m },
        { "toDecimal128('1.5', 30)", 1.5m },
        { "true", true },
        { "'Cẩm Giàng'", "Cẩm Giàng" },
        { "toFixedString('ab', 3)", "ab\0" },
        { "toLowCardinality('x')", "x" },
        { "toNullable(toInt32(5))", 5 },
        { "CAST(NULL, 'Nullable(Int32)')", DBNull.Value },
        { "NULL", DBNull.Value },
        { "toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0')", Guid.Parse("61f0c404-5cb3-11e7-907b-a6006ad3dba0") },
        { "CAST('b', 'Enum8(\\'a\\' = -1, \\'b\\' = 2)')", "b" },
        { "CAST('it\\'s, (b)', 'Enum16(\\'a\\' = 1, \\'it\\\\\\'s, (b)\\' = 300)')", "it's, (b)" },
        { "toDate('2025-09-30')", new DateTime(2025, 9, 30, 0, 0, 0, DateTimeKind.Utc) },
        { "toDate32('1930-01-02')", new DateTime(1930, 1, 2, 0, 0, 0, DateTimeKind.Utc) },
        { "toDateTime('2025-09-30 08:00:00', 'UTC')", new DateTime(2025, 9, 30, 8, 0, 0, DateTimeKind.Utc) },
        { "toDateTime('2025-09-30 08:00:00', 'Asia/Ho_Chi_Minh')", new DateTime(2025, 9, 30, 8, 0, 0, DateTimeKind.Unspecified) },
        { "toDateTime64('2025-09-30 08:00:00.1234567', 7, 'UTC')", new DateTime(2025, 9, 30, 8, 0, 0, DateTimeKind.Utc).AddTicks(1234567) },
        { "['a', 'b']", new[] { "a", "b" } },
        { "[1, NULL]", new byte?[] { 1, null } },
        { "[[toInt32(1)], []]", new int[][] { [1], [] } },
        { "tuple(1, 'a')", Tuple.Create((byte)1, "a") },
        { "CAST((1, 'a'), 'Tuple(n UInt8, `s t` String)')", Tuple.Create((byte)1, "a") },
        { "map('a', 1)", new Dictionary<string, byte> { ["a"] = 1 } },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_IsReadAsItsFrameworkType(string sql, object expected)
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);

        var value = await connection.ExecuteScalarAsync($"SELECT {sql}");

        Assert.Equal(expected, value);
        Assert.Equal(expected.GetType(), value!.GetType());
        Assert.Equal((expected as DateTime?)?.Kind, (value as DateTime?)?.Kind);
    }

    public static TheoryData<string, object?, object> Parameters => new()
    {
        { "Int32", -5, -5 },
        { "String", "Hải Phòng \\ 'quoted'\n\ttabbed", "Hải Phòng \\ 'quoted'\n\ttabbed" },
        { "String", "", "" },
        { "Decimal(18, 4)", 12.3456m, 12.3456m },
        { "Bool", true, true },
        { "Nullable(String)", null, DBNull.Value },
        { "Nullable(Int32)", DBNull.Value, DBNull.Value },
        { "Array(String)", new[] { "10888", "it's", "a\\b" }, new[] { "10888", "it's", "a\\b" } },
        { "Array(String)", Array.Empty<string>(), Array.Empty<string>() },
        { "Array(UInt32)", new uint[] { 1, 2 }, new uint[] { 1, 2 } },
        { "Date", new DateOnly(2025, 9, 30), new DateTime(2025, 9, 30, 0, 0, 0, DateTimeKind.Utc) },
        { "DateTime('UTC')", new DateTime(2025, 9, 30, 8, 1, 2, DateTimeKind.Utc), new DateTime(2025, 9, 30, 8, 1, 2, DateTimeKind.Utc) },
        { "UUID", Guid.Parse("61f0c404-5cb3-11e7-907b-a6006ad3dba0"), Guid.Parse("61f0c404-5cb3-11e7-907b-a6006ad3dba0") },
        { "Float64", 0.1, 0.1 },
        { "Map(String, UInt8)", new Dictionary<string, byte> { ["a"] = 1 }, new Dictionary<string, byte> { ["a"] = 1 } },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Parameter_ArrivesAsItsType(string type, object? value, object expected)
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {{value:{type}}}";
        command.AddParameter("value", value);

        Assert.Equal(expected, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Parameter_WithANamedType_IsSpelledByIt()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT {moment:DateTime64(3, 'UTC')}, {codes:Array(String)}";
        command.AddParameter("moment", "DateTime64(3)", new DateTimeOffset(2025, 9, 30, 8, 0, 0, 123, TimeSpan.Zero));
        command.AddParameter("codes", "Array(String)", new List<string> { "01", "02" });

        using var reader = (ClickHouseDataReader)await command.ExecuteReaderAsync();

        Assert.True(reader.Read());
        Assert.Equal(new DateTimeOffset(2025, 9, 30, 8, 0, 0, 123, TimeSpan.Zero), reader.GetDateTimeOffset(0));
        Assert.Equal(["01", "02"], reader.GetFieldValue<string[]>(1));
    }

    [Fact]
    public async Task Reader_GivesColumnsAndManyRows()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);

        using var reader = (ClickHouseDataReader)await connection.ExecuteReaderAsync(
            "SELECT number AS n, toString(number) AS text, toNullable(toInt32(number)) AS maybe FROM system.numbers LIMIT 100000");

        var rows = 0UL;
        while (await reader.ReadAsync())
        {
            Assert.Equal(rows, reader.GetUInt64(0));
            Assert.Equal(rows.ToString(System.Globalization.CultureInfo.InvariantCulture), reader["text"]);
            rows++;
        }

        Assert.Equal(100_000UL, rows);
        Assert.Equal(["n", "text", "maybe"], Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        Assert.Equal(["UInt64", "String", "Nullable(Int32)"], Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName));
        Assert.Equal(typeof(int), reader.GetFieldType(2));
    }

    [Fact]
    public async Task EmptyAnswer_HasNoRows()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);

        using var reader = await connection.ExecuteReaderAsync("SELECT 1 AS one WHERE 0");

        Assert.False(reader.Read());
        Assert.Equal("one", reader.GetName(0));
        Assert.Null(await connection.ExecuteScalarAsync("SELECT 1 WHERE 0"));
    }

    [Fact]
    public async Task RefusedQuery_TellsTheServersCodeAndTheQuery()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);

        var failure = await Assert.ThrowsAsync<ClickHouseServerException>(() => connection.ExecuteStatementAsync("SELECT * FROM no_such_table"));

        Assert.Equal(60, failure.ErrorCode);
        Assert.Equal("SELECT * FROM no_such_table", failure.Query);
        Assert.Contains("no_such_table", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_WithAClientOfItsOwnAndCompression_Works()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        using var connection = new ClickHouseConnection(server.ConnectionString + ";Compression=true", client);
        await connection.OpenAsync();

        var text = await connection.ExecuteScalarAsync("SELECT repeat('dữ liệu ', 100000)");

        Assert.Equal(System.Data.ConnectionState.Open, connection.State);
        Assert.StartsWith("26.", connection.ServerVersion, StringComparison.Ordinal);
        Assert.Equal(800_000, ((string)text!).Length);
    }

    [Fact]
    public async Task Connection_ServesManyQueriesAtOnce()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => connection.ExecuteScalarAsync($"SELECT toInt32({i})")));

        Assert.Equal(Enumerable.Range(0, 100).Cast<object>(), answers);
    }

    [Fact]
    public async Task Settings_InTheConnectionString_GoWithEachQuery()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString + ";set_max_threads=1");

        Assert.Equal(1UL, await connection.ExecuteScalarAsync("SELECT toUInt64(getSetting('max_threads'))"));
        using var other = new ClickHouseConnection(server.ConnectionString);
        Assert.NotEqual(1UL, await other.ExecuteScalarAsync("SELECT toUInt64(getSetting('max_threads'))"));
    }

    [Fact]
    public async Task Decimal_WithoutTheSetting_IsRefusedClearly()
    {
        using var connection = new ClickHouseConnection(server.ConnectionString.Replace("UseCustomDecimals=false", "", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => connection.ExecuteScalarAsync("SELECT toDecimal32(1, 2)"));

        Assert.Contains("UseCustomDecimals=false", failure.Message, StringComparison.Ordinal);
    }
}

using Microsoft.Data.Sqlite;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class GroupedWritesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _connection;
    private readonly GroupedWrites<OutboxDb> _writes;

    public GroupedWritesTests()
    {
        _connection = $"Data Source={Path.Combine(_folder.Path, "grouped.db")}";
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "pragma journal_mode = wal; create table t (k text primary key, v integer not null)";
        create.ExecuteNonQuery();
        _writes = new(_connection);
    }

    [Fact]
    public async Task Run_TwoHundredAtOnce_EachGetsItsOwnOutcome_AndAllStand()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => PutAsync($"k{i}", i)));

        Assert.All(counts, c => Assert.Equal(1, c));
        Assert.Equal(200, Count());
    }

    [Fact]
    public async Task Run_OneOfManyFails_OnlyThatOneIsToldAndNothingOfItStands()
    {
        await PutAsync("taken", 1);
        var good = Enumerable.Range(0, 50).Select(i => PutAsync($"k{i}", i)).ToList();
        var bad = _writes.RunAsync(
            sql =>
            {
                sql.Execute("insert into t values ($1, $2)", "half", 1);
                return Task.FromResult(sql.Execute("insert into t values ($1, $2)", "taken", 2));
            },
            default);
        good.AddRange(Enumerable.Range(50, 50).Select(i => PutAsync($"k{i}", i)));

        await Assert.ThrowsAsync<SqliteException>(() => bad);
        await Task.WhenAll(good);
        Assert.Equal(101, Count());
    }

    [Fact]
    public async Task Run_CallerGoneBeforehand_IsNotWritten()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _writes.RunAsync(sql => Task.FromResult(sql.Execute("insert into t values ('x', 1)")), gone.Token));
        Assert.Equal(0, Count());
    }

    [Fact]
    public async Task Run_SeesWhatEarlierOnesOfTheGroupWrote()
    {
        await PutAsync("sum", 0);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _writes.RunAsync(
            sql =>
            {
                var now = sql.Find("select v from t where k = $1", r => r.GetInt64(0), "sum");
                return Task.FromResult(sql.Execute("update t set v = $2 where k = $1", "sum", now + 1));
            },
            default)));

        Assert.Equal(100, Scalar("select v from t where k = 'sum'"));
    }

    public void Dispose()
    {
        _writes.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private Task<int> PutAsync(string key, long value) =>
        _writes.RunAsync(sql => Task.FromResult(sql.Execute("insert into t values ($1, $2)", key, value)), default);

    private long Count() => Scalar("select count(*) from t");

    private long Scalar(string query)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}

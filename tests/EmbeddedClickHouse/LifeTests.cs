using System.Diagnostics;
using ClickHouse.Driver.ADO;
using ClickHouse.Driver.Utility;
using Platform.EmbeddedEngine;

namespace Platform.EmbeddedEngineTests;

public sealed class LifeTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("clickhouse-");

    [Fact]
    public async Task Data_SurvivesStopAndStart()
    {
        await using (var first = await StartAsync())
        {
            using var connection = new ClickHouseConnection(first.ConnectionString);
            await connection.ExecuteStatementAsync("CREATE TABLE kept (id UInt32) ENGINE = MergeTree ORDER BY id");
            await connection.ExecuteStatementAsync("INSERT INTO kept SELECT number FROM numbers(1000)");
        }

        await using var second = await StartAsync();
        using var again = new ClickHouseConnection(second.ConnectionString);
        Assert.Equal(1000UL, await again.ExecuteScalarAsync("SELECT count() FROM kept"));
    }

    [Fact]
    public async Task Data_OfAnAnsweredInsert_SurvivesAKill()
    {
        using (var other = await StartProcessAsync())
        {
            using var connection = new ClickHouseConnection(other.ConnectionString);
            await connection.ExecuteStatementAsync("CREATE TABLE kept (id UInt32) ENGINE = MergeTree ORDER BY id");
            for (var i = 0; i < 20; i++)
            {
                await connection.ExecuteStatementAsync($"INSERT INTO kept VALUES ({i})");
            }

            other.Process.Kill();
            await other.Process.WaitForExitAsync();
        }

        await using var server = await StartAsync();
        using var again = new ClickHouseConnection(server.ConnectionString);
        Assert.Equal(20UL, await again.ExecuteScalarAsync("SELECT count() FROM kept"));
    }

    [Fact]
    public async Task DataDirectory_InUseByAnotherProcess_IsRefusedClearly()
    {
        using var other = await StartProcessAsync();

        var failure = await Assert.ThrowsAsync<EngineException>(StartAsync);

        Assert.Contains("in use by another process", failure.Message, StringComparison.Ordinal);
        other.Process.Kill();
        await other.Process.WaitForExitAsync();
    }

    [Fact]
    public async Task SecondDataDirectory_InOneProcess_IsRefusedClearly()
    {
        await using var first = await StartAsync();
        var elsewhere = Directory.CreateTempSubdirectory("clickhouse-");
        try
        {
            await using var second = EmbeddedClickHouse.Create(new EmbeddedClickHouseOptions { DataDirectory = elsewhere.FullName });
            var failure = await Assert.ThrowsAsync<EngineException>(() => second.StartAsync());
            Assert.Contains("one data directory at a time", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Fact]
    public void Library_IsFoundByItself_ButNotGuessedWhenNamed()
    {
        Assert.NotNull(ChdbLibrary.Find());
        Assert.Null(ChdbLibrary.Find(Path.Combine(_data.FullName, "libchdb.so")));
    }

    [Fact]
    public async Task Password_IsAskedFor()
    {
        await using var server = EmbeddedClickHouse.Create(new EmbeddedClickHouseOptions { DataDirectory = _data.FullName, Password = "s3cret" });
        await server.StartAsync();
        using var known = new ClickHouseConnection(server.ConnectionString);
        using var stranger = new ClickHouseConnection(server.ConnectionString.Replace("s3cret", "guess", StringComparison.Ordinal));

        Assert.Equal((byte)1, await known.ExecuteScalarAsync("SELECT 1"));
        var failure = await Assert.ThrowsAsync<ClickHouse.Driver.ClickHouseServerException>(() => stranger.ExecuteScalarAsync("SELECT 1"));
        Assert.Equal(516, failure.ErrorCode);
    }

    [Fact]
    public async Task Stop_WaitsForRunningQueries()
    {
        var server = await StartAsync();
        using var connection = new ClickHouseConnection(server.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteStatementAsync("CREATE TABLE kept (id UInt64) ENGINE = MergeTree ORDER BY id");
        var insert = connection.ExecuteStatementAsync("INSERT INTO kept SELECT number FROM numbers(3000000)");
        await WaitUntilRunning(connection);

        await server.StopAsync();

        await insert;
        await server.DisposeAsync();
        await using var second = await StartAsync();
        using var again = new ClickHouseConnection(second.ConnectionString);
        Assert.Equal(3_000_000UL, await again.ExecuteScalarAsync("SELECT count() FROM kept"));
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task WaitUntilRunning(ClickHouseConnection connection)
    {
        while ((ulong)(await connection.ExecuteScalarAsync("SELECT count() FROM system.processes WHERE query LIKE 'INSERT INTO kept SELECT%'"))! == 0
            && (ulong)(await connection.ExecuteScalarAsync("SELECT count() FROM kept"))! == 0)
        {
            await Task.Yield();
        }
    }

    private async Task<EmbeddedClickHouse> StartAsync()
    {
        var server = EmbeddedClickHouse.Create(new EmbeddedClickHouseOptions { DataDirectory = _data.FullName });
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task<OtherProcess> StartProcessAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(EmbeddedClickHouse).Assembly.Location);
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(_data.FullName);
        start.Environment[ChdbLibrary.EnvironmentVariable] = ChdbLibrary.Find();
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.StartsWith("ready ", line, StringComparison.Ordinal);
        var address = new Uri(line!["ready ".Length..]);
        return new OtherProcess(process, $"Host={address.Host};Port={address.Port}");
    }

    private sealed record OtherProcess(Process Process, string ConnectionString) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
            }

            Process.Dispose();
        }
    }
}

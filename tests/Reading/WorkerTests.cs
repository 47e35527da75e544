using Microsoft.Extensions.Logging.Abstractions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.Testing;

namespace Platform.Reading.Tests;

/// <summary>The worker process and its limits, by readers that break them.</summary>
[Collection(nameof(Alone))]
public sealed class WorkerTests
{
    private static readonly Platform.ServiceDefaults.Errors.ErrorCode Unreadable = new("TST-0001", 422, "Not readable");
    private readonly WorkerPool _pool = new(mostAtOnce: 1, mostWaiting: 0);

    private Task<Result<string>> ReadAsync(string what, CancellationToken stop = default, int bytes = 3) =>
        new FileReading(_pool, NullLogger<FileReading>.Instance).ReadAsync<TestReader, string, string>(new byte[bytes], what, Unreadable, stop);

    private static int IdIn(Result<string> read) => int.Parse(read.Value.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task File_AfterFile_IsReadByTheSameWorker()
    {
        var first = await ReadAsync("");
        Assert.NotEqual(Environment.ProcessId, IdIn(first));
        Assert.Equal(first.Value.Replace(" 3", " 20000000", StringComparison.Ordinal), (await ReadAsync("", bytes: 20_000_000)).Value);
    }

    [Theory]
    [InlineData("overflow", "REQ-0031", 422)]
    [InlineData("eat", "REQ-0032", 413)]
    [InlineData("spin", "REQ-0033", 422)]
    [InlineData("throw", "TST-0001", 422)]
    [InlineData("refuse", "TST-0001", 422)]
    public async Task File_ThatBreaksItsReader_IsRefused_AndTheNextIsRead(string what, string code, int status)
    {
        var before = ReaderCost.Processor();
        var reading = ReadAsync(what);
        var megabytes = await ReaderCost.MostMegabytesWhileAsync(reading);
        var failure = (await reading).Failure;
        Assert.Equal((code, status), (failure?.Error.Code, failure?.Error.Status));
        Assert.InRange((ReaderCost.Processor() - before).TotalSeconds, -0.1, 2);
        Assert.Null((await ReadAsync("")).Failure);
        Assert.InRange(megabytes, 1, 300);
    }

    [Fact]
    public async Task Request_ThatIsCancelled_EndsItsWorker()
    {
        using var stop = new CancellationTokenSource();
        var others = ReaderCost.Workers();
        var reading = ReadAsync("wait", stop.Token);
        var worker = 0;
        await Eventually.IsTrueAsync("the worker is there", () => (worker = ReaderCost.Workers().Except(others).FirstOrDefault()) != 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await Eventually.IsTrueAsync("the worker is gone", () => !ReaderCost.Workers().Contains(worker));
    }

    [Fact]
    public async Task File_BeyondThoseThatMayWait_IsToldToComeAgain()
    {
        using var stop = new CancellationTokenSource();
        var others = ReaderCost.Workers();
        var reading = ReadAsync("wait", stop.Token);
        await Eventually.IsTrueAsync("the worker is there", () => ReaderCost.Workers().Except(others).Any());
        var waits = ReadAsync("", stop.Token);
        var refused = await ReadAsync("");
        Assert.Equal((429, "REQ-0007"), (refused.Failure?.Error.Status, refused.Failure?.Error.Code));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
    }

    [Fact]
    public async Task Worker_KnowsNothingOfTheServicesEnvironment()
    {
        Environment.SetEnvironmentVariable("PLATFORM_SECRET_OF_A_TEST", "1");
        Assert.DoesNotContain("PLATFORM_SECRET_OF_A_TEST", (await ReadAsync("secrets")).Value, StringComparison.Ordinal);
    }
}

/// <summary>What counts processes and their time runs alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone : ICollectionFixture<Uploads>;

using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Timing;

namespace Platform.ServiceDefaults.Tests;

public sealed class PeriodicServiceTests
{
    [Fact]
    public async Task Round_WhoseNeighbourRanOutOfTime_IsFollowedByTheNext()
    {
        // A deadline of a call inside comes as a cancellation; it once ended the loop, and with it the whole service.
        using var work = new Work(n => n == 1 ? throw new TaskCanceledException("deadline") : NextRound.Never);
        await work.RunAsync();
        Assert.Equal((2, 1), (work.Rounds, work.Told));
    }

    [Fact]
    public async Task Failures_InARow_AreToldOnce_AndAgainAfterASuccess()
    {
        using var work = new Work(n => n switch
        {
            1 or 2 or 3 or 5 => throw new InvalidOperationException(),
            6 => NextRound.Never,
            _ => NextRound.AtNextTick,
        });
        await work.RunAsync();
        Assert.Equal((6, 2), (work.Rounds, work.Told));
    }

    [Fact]
    public async Task Round_ThatSaysThereIsMore_IsFollowedWithoutWaiting()
    {
        using var work = new Work(n => n < 100 ? NextRound.AtOnce : NextRound.Never, TimeSpan.FromHours(1));
        await work.RunAsync();
        Assert.Equal(100, work.Rounds);
    }

    [Fact]
    public async Task Stop_EndsTheWaiting()
    {
        using var work = new Work(_ => NextRound.AtNextTick, TimeSpan.FromHours(1));
        await work.StartAsync(default);
        await work.StopAsync(default);
        Assert.True(work.ExecuteTask!.IsCompleted);
        Assert.Equal(0, work.Told);
    }

    private sealed class Work(Func<int, NextRound> round, TimeSpan? interval = null) : PeriodicService(interval ?? TimeSpan.FromMilliseconds(1), TimeProvider.System, new CountingLogger())
    {
        public int Rounds { get; private set; }

        public int Told => ((CountingLogger)Logger).Count;

        public async Task RunAsync()
        {
            await StartAsync(default);
            await ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        }

        protected override Task<NextRound> RoundAsync(CancellationToken stop) => Task.FromResult(round(++Rounds));
    }

    private sealed class CountingLogger : ILogger
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}

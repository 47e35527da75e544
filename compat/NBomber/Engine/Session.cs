using System.Diagnostics;
using System.Runtime.InteropServices;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>One test from the inits to the reports.</summary>
internal sealed class Session(NBomberContext context)
{
    private readonly TestInfo test = new()
    {
        SessionId = Guid.NewGuid().ToString("N"),
        TestSuite = context.TestSuite,
        TestName = context.TestName,
        Created = TimeProvider.System.GetUtcNow().UtcDateTime,
    };

    private readonly NodeInfo node = new()
    {
        MachineName = Environment.MachineName,
        OS = RuntimeInformation.OSDescription,
        DotNetVersion = RuntimeInformation.FrameworkDescription,
        CoresCount = Environment.ProcessorCount,
    };

    private readonly List<ScenarioRun> runs = [.. context.Scenarios.Select((s, i) => new ScenarioRun(s, i))];

    public async Task<NodeStats> RunAsync()
    {
        Check();
        node.CurrentOperation = OperationType.Init;
        await InitAsync();
        var working = runs.Where(r => r.Props.Run is not null).ToList();
        node.CurrentOperation = OperationType.WarmUp;
        await Task.WhenAll(working.Where(r => r.Props.WarmUpDuration > TimeSpan.Zero)
            .Select(r => r.RunAsync(n => Copy(r, n, ScenarioOperation.WarmUp), r.Props.WarmUpDuration)));
        working.ForEach(r => r.Measurements.Clear());

        node.CurrentOperation = OperationType.Bombing;
        var clock = Stopwatch.StartNew();
        var checks = working.ToDictionary(r => r, r => new ThresholdChecks(r.Props));
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(checks, done.Token);
        await Task.WhenAll(working.Select(r => r.RunAsync(n => Copy(r, n, ScenarioOperation.Bombing), null)));
        clock.Stop();
        await done.CancelAsync();
        await watching;

        node.CurrentOperation = OperationType.Complete;
        await CleanAsync();
        var stats = working.ConvertAll(r => r.Measurements.Stats(r.Elapsed, OperationType.Complete));
        foreach (var (run, check) in checks)
            check.Look(stats.Single(s => s.ScenarioName == run.Props.ScenarioName), run.Elapsed, final: true);
        var result = new NodeStats
        {
            ScenarioStats = [.. stats],
            Thresholds = [.. checks.Values.SelectMany(c => c.Results)],
            NodeInfo = node,
            TestInfo = test,
            Duration = clock.Elapsed,
        };
        result.ReportFiles = await Reports.WriteAsync(context, result);
        Console.WriteLine(Reports.Text(result));
        return result;
    }

    private void Check()
    {
        if (runs.Count == 0)
            throw new InvalidOperationException("There is no scenario to run.");
        var twice = runs.GroupBy(r => r.Props.ScenarioName).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
            throw new InvalidOperationException($"Scenario names are not unique: '{twice}'.");
        if (runs.Any(r => string.IsNullOrWhiteSpace(r.Props.ScenarioName)))
            throw new InvalidOperationException("A scenario has no name.");
        if (context.ReportingInterval < TimeSpan.FromSeconds(5))
            throw new InvalidOperationException($"ReportingInterval should be bigger than min value: 5 sec, got {context.ReportingInterval}.");
    }

    private async Task InitAsync()
    {
        foreach (var run in runs.Where(r => r.Props.Init is not null))
        {
            try
            {
                await run.Props.Init!(new InitContext(Info(run, 0, ScenarioOperation.Init), test, node));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Init of scenario '{run.Props.ScenarioName}' failed: {error.Message}", error);
            }
        }
    }

    private async Task CleanAsync()
    {
        foreach (var run in runs.Where(r => r.Props.Clean is not null))
        {
            try
            {
                await run.Props.Clean!(new InitContext(Info(run, 0, ScenarioOperation.Clean), test, node));
            }
            catch (Exception error)
            {
                await Console.Error.WriteLineAsync($"Clean of scenario '{run.Props.ScenarioName}' failed: {error.Message}");
            }
        }
    }

    private async Task WatchAsync(Dictionary<ScenarioRun, ThresholdChecks> checks, CancellationToken done)
    {
        using var timer = new PeriodicTimer(context.ReportingInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                foreach (var (run, check) in checks)
                {
                    if (check.Look(run.Measurements.Stats(run.Elapsed, OperationType.Bombing), run.Elapsed, final: false) is { } reason)
                        StopTest(reason);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private ScenarioContext Copy(ScenarioRun run, int number, ScenarioOperation operation) =>
        new(run, Info(run, number, operation), test, node, StopScenario, StopTest);

    private static ScenarioInfo Info(ScenarioRun run, int number, ScenarioOperation operation) => new()
    {
        InstanceId = $"{run.Props.ScenarioName}_{number}",
        InstanceNumber = number,
        ScenarioName = run.Props.ScenarioName,
        ScenarioDuration = run.PlannedDuration,
        ScenarioOperation = operation,
    };

    private void StopScenario(string name, string reason)
    {
        Console.Error.WriteLine($"Scenario '{name}' is stopped: {reason}");
        runs.Find(r => r.Props.ScenarioName == name)?.Stop();
    }

    private void StopTest(string reason)
    {
        Console.Error.WriteLine($"The test is stopped: {reason}");
        runs.ForEach(r => r.Stop());
    }

    private sealed record InitContext(ScenarioInfo ScenarioInfo, TestInfo TestInfo, NodeInfo NodeInfo) : IScenarioInitContext;
}

using System.Diagnostics;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>A failed step ended the iteration.</summary>
internal sealed class IterationEnded(IResponse response) : Exception("A step failed.")
{
    public IResponse Response => response;
}

/// <summary>How an exception is told.</summary>
internal static class Unhandled
{
    public static string CodeOf(Exception error) => error is OperationCanceledException ? "-100" : "-101";

    public static string MessageOf(Exception error) => error is OperationCanceledException ? "operation timeout" : error.Message;

    public static IResponse ResponseOf(Exception error) => error is IterationEnded ended
        ? ended.Response
        : new Response<object>(CodeOf(error), true, 0, MessageOf(error), 0);
}

/// <summary>One copy of a scenario.</summary>
internal sealed class ScenarioContext(ScenarioRun run, ScenarioInfo info, TestInfo test, NodeInfo node, Action<string, string> stopScenario, Action<string> stopTest)
    : IScenarioContext
{
    public TestInfo TestInfo => test;

    public ScenarioInfo ScenarioInfo => info;

    public NodeInfo NodeInfo => node;

    public long InvocationNumber { get; private set; }

    public Dictionary<string, object> Data { get; } = [];

    public Dictionary<string, object> ScenarioInstanceData { get; } = [];

    public CancellationToken ScenarioCancellationToken => run.Stopping;

    public Random Random => Random.Shared;

    internal Measurements Measurements => run.Measurements;

    internal bool RestartIterationOnFail => run.Props.RestartIterationOnFail;

    public void StopScenario(string scenarioName, string reason) => stopScenario(scenarioName, reason);

    public void StopCurrentTest(string reason) => stopTest(reason);

    public TimeSpan GetScenarioTimerTime() => run.Elapsed;

    public async Task IterateAsync()
    {
        InvocationNumber++;
        Data.Clear();
        var started = Stopwatch.GetTimestamp();
        IResponse response;
        try
        {
            response = await run.Props.Run!(this);
        }
        catch (Exception) when (run.Stopping.IsCancellationRequested)
        {
            // Cut short by the end of the test: neither good nor bad.
            return;
        }
        catch (Exception error)
        {
            response = Unhandled.ResponseOf(error);
        }
        Measurements.AddIteration(response, Stopwatch.GetElapsedTime(started));
        if (response.IsError && Measurements.FailCount >= run.Props.MaxFailCount)
            stopTest($"{info.ScenarioName} reached its MaxFailCount of {run.Props.MaxFailCount}.");
    }
}

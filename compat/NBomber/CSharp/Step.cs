using System.Diagnostics;
using NBomber.Contracts;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>A part of a scenario that is measured on its own.</summary>
public static class Step
{
    /// <summary>
    /// Runs and measures a step. An exception is a failure with status code -101 (a cancelled operation: -100). A failed step
    /// ends the iteration, unless the scenario says <c>WithRestartIterationOnFail(false)</c>.
    /// </summary>
    public static async Task<Response<T>> Run<T>(string name, IScenarioContext context, Func<Task<Response<T>>> run)
    {
        var own = (ScenarioContext)context;
        var started = Stopwatch.GetTimestamp();
        Response<T> response;
        try
        {
            response = await run();
        }
        catch (Exception error) when (error is not IterationEnded)
        {
            response = new(Unhandled.CodeOf(error), true, 0, Unhandled.MessageOf(error), 0);
        }
        own.Measurements.AddStep(name, response, Stopwatch.GetElapsedTime(started));
        return response.IsError && own.RestartIterationOnFail ? throw new IterationEnded(response) : response;
    }
}

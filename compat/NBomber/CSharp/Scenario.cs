using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes and configures scenarios.</summary>
public static class Scenario
{
    public static ScenarioProps Create(string name, Func<IScenarioContext, Task<IResponse>> run) => new() { ScenarioName = name, Run = run, WarmUpDuration = TimeSpan.FromSeconds(30) };

    /// <summary>A scenario of initialisation and cleaning only.</summary>
    public static ScenarioProps Empty(string name) => new() { ScenarioName = name };

    /// <summary>Runs before warm-up and load; an exception ends the test.</summary>
    public static ScenarioProps WithInit(this ScenarioProps scenario, Func<IScenarioInitContext, Task> initFunc) => scenario with { Init = initFunc };

    /// <summary>Runs after the load; an exception is written out and passed over.</summary>
    public static ScenarioProps WithClean(this ScenarioProps scenario, Func<IScenarioInitContext, Task> cleanFunc) => scenario with { Clean = cleanFunc };

    /// <param name="scenario">The scenario.</param>
    /// <param name="duration">30 s when nothing is said.</param>
    public static ScenarioProps WithWarmUpDuration(this ScenarioProps scenario, TimeSpan duration) => scenario with { WarmUpDuration = duration };

    public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) => scenario with { WarmUpDuration = null };

    /// <param name="scenario">The scenario.</param>
    /// <param name="loadSimulations">One copy for a minute when nothing is said.</param>
    public static ScenarioProps WithLoadSimulations(this ScenarioProps scenario, params LoadSimulation[] loadSimulations) => scenario with { LoadSimulations = loadSimulations };

    public static ScenarioProps WithThresholds(this ScenarioProps scenario, params Threshold[] thresholds) => scenario with { Thresholds = thresholds };

    public static ScenarioProps WithRestartIterationOnFail(this ScenarioProps scenario, bool shouldRestart) => scenario with { RestartIterationOnFail = shouldRestart };

    /// <summary>After so many failures the whole test stops; 5,000 when nothing is said.</summary>
    public static ScenarioProps WithMaxFailCount(this ScenarioProps scenario, int maxFailCount) => scenario with { MaxFailCount = maxFailCount };
}

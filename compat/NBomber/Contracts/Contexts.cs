using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

public enum ScenarioOperation
{
    Init = 0,
    Clean = 1,
    WarmUp = 2,
    Bombing = 3,
}

/// <summary>Which copy of which scenario runs.</summary>
public sealed class ScenarioInfo
{
    /// <summary>Identifies the copy.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Counts the copies of a scenario from 0.</summary>
    public required int InstanceNumber { get; init; }

    public required string ScenarioName { get; init; }

    /// <summary>As planned by the load simulations.</summary>
    public required TimeSpan ScenarioDuration { get; init; }

    public required ScenarioOperation ScenarioOperation { get; init; }
}

/// <summary>What a running iteration is given.</summary>
public interface IScenarioContext
{
    TestInfo TestInfo { get; }

    ScenarioInfo ScenarioInfo { get; }

    NodeInfo NodeInfo { get; }

    /// <summary>Counts the iterations of this copy from 1.</summary>
    long InvocationNumber { get; }

    /// <summary>Lives for one iteration.</summary>
    Dictionary<string, object> Data { get; }

    /// <summary>Lives as long as the copy.</summary>
    Dictionary<string, object> ScenarioInstanceData { get; }

    CancellationToken ScenarioCancellationToken { get; }

    Random Random { get; }

    void StopScenario(string scenarioName, string reason);

    void StopCurrentTest(string reason);

    TimeSpan GetScenarioTimerTime();
}

/// <summary>What WithInit and WithClean are given.</summary>
public interface IScenarioInitContext
{
    TestInfo TestInfo { get; }

    ScenarioInfo ScenarioInfo { get; }

    NodeInfo NodeInfo { get; }
}

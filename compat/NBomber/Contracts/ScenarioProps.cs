namespace NBomber.Contracts;

/// <summary>A scenario with its settings; immutable, every With… gives a new one.</summary>
public sealed record ScenarioProps
{
    internal ScenarioProps()
    {
    }

    public string ScenarioName { get; internal init; } = "";

    internal Func<IScenarioInitContext, Task>? Init { get; init; }

    internal Func<IScenarioInitContext, Task>? Clean { get; init; }

    internal Func<IScenarioContext, Task<IResponse>>? Run { get; init; }

    internal TimeSpan? WarmUpDuration { get; init; }

    internal IReadOnlyList<LoadSimulation> LoadSimulations { get; init; } = [];

    internal IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    public bool RestartIterationOnFail { get; internal init; } = true;

    public int MaxFailCount { get; internal init; } = 5_000;
}

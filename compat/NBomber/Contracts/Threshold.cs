using System.Linq.Expressions;
using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>A pass or fail criterion, checked at every reporting interval and on the final figures.</summary>
public sealed class Threshold
{
    private Threshold(
        string stepName, Expression<Func<StepStats, bool>>? checkStep, Expression<Func<ScenarioStats, bool>>? checkScenario,
        int? abortWhenErrorCount, TimeSpan? startCheckAfter)
    {
        StepName = stepName;
        CheckStep = checkStep!;
        CheckScenario = checkScenario!;
        AbortWhenErrorCount = abortWhenErrorCount;
        StartCheckAfter = startCheckAfter;
    }

    public string StepName { get; }

    public Expression<Func<StepStats, bool>> CheckStep { get; }

    public Expression<Func<ScenarioStats, bool>> CheckScenario { get; }

    /// <summary>After how many failed checks the whole test stops; null: it never does.</summary>
    public int? AbortWhenErrorCount { get; }

    public TimeSpan? StartCheckAfter { get; }

    public static Threshold Create(Expression<Func<ScenarioStats, bool>> checkScenario, int? abortWhenErrorCount = null, TimeSpan? startCheckAfter = null) =>
        new("", null, checkScenario, abortWhenErrorCount, startCheckAfter);

    public static Threshold Create(string stepName, Expression<Func<StepStats, bool>> checkStep, int? abortWhenErrorCount = null, TimeSpan? startCheckAfter = null) =>
        new(stepName, checkStep, null, abortWhenErrorCount, startCheckAfter);
}

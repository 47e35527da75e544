using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>The thresholds of one scenario, compiled once.</summary>
internal sealed class ThresholdChecks(ScenarioProps scenario)
{
    private readonly Check[] checks = [.. scenario.Thresholds.Select(t => new Check(scenario.ScenarioName, t))];

    public IEnumerable<ThresholdResult> Results => checks.Select(c => c.Result);

    /// <returns>Why the test must stop; null when it need not.</returns>
    public string? Look(ScenarioStats stats, TimeSpan elapsed, bool final)
    {
        foreach (var check in checks)
        {
            if (check.Look(stats, elapsed, final))
                return $"{stats.ScenarioName}: threshold {check.Result.CheckExpression} failed {check.Result.ErrorCount} times.";
        }
        return null;
    }

    private sealed class Check(string scenario, Threshold threshold)
    {
        private readonly Func<StepStats, bool>? step = threshold.CheckStep?.Compile();
        private readonly Func<ScenarioStats, bool>? whole = threshold.CheckScenario?.Compile();
        private bool aborted;

        public ThresholdResult Result { get; } = new()
        {
            ScenarioName = scenario,
            StepName = threshold.StepName,
            CheckExpression = (threshold.CheckScenario?.Body ?? threshold.CheckStep?.Body)?.ToString() ?? "",
        };

        public bool Look(ScenarioStats stats, TimeSpan elapsed, bool final)
        {
            if (!final && elapsed < threshold.StartCheckAfter)
                return false;
            var passed = false;
            try
            {
                passed = whole is not null ? whole(stats) : stats.StepStats.Find(threshold.StepName) is { } found ? step!(found) : !final;
                Result.ExceptionMsg = "";
            }
            catch (Exception error)
            {
                Result.ExceptionMsg = error.Message;
            }
            Result.ErrorCount += passed ? 0 : 1;
            aborted |= !passed && Result.ErrorCount >= threshold.AbortWhenErrorCount;
            // An early breach that has mended does not fail the test; one that stopped it does.
            Result.IsFailed = !passed || aborted;
            return aborted;
        }
    }
}

using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Platform.LoadTests.Running;

/// <summary>Runs NBomber scenarios; the reports are ours, since the figures of interest go beyond latencies.</summary>
public static class Runner
{
    public static NodeStats Run(string testName, params ScenarioProps[] scenarios) =>
        NBomberRunner.RegisterScenarios(scenarios).WithTestSuite("platform").WithTestName(testName).WithoutReports().Run();
}

using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>Registers scenarios, runs them side by side, and reports.</summary>
public static class NBomberRunner
{
    public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios) => new() { Scenarios = scenarios };

    public static NBomberContext WithTestSuite(this NBomberContext context, string testSuite) => context with { TestSuite = testSuite };

    public static NBomberContext WithTestName(this NBomberContext context, string testName) => context with { TestName = testName };

    /// <param name="context">The context.</param>
    /// <param name="reportFileName">Without extension.</param>
    public static NBomberContext WithReportFileName(this NBomberContext context, string reportFileName) => context with { ReportFileName = reportFileName };

    /// <param name="context">The context.</param>
    /// <param name="reportFolderPath">./reports when nothing is said.</param>
    public static NBomberContext WithReportFolder(this NBomberContext context, string reportFolderPath) => context with { ReportFolder = reportFolderPath };

    public static NBomberContext WithReportFormats(this NBomberContext context, params ReportFormat[] reportFormats) => context with { ReportFormats = reportFormats };

    public static NBomberContext WithoutReports(this NBomberContext context) => context with { ReportFormats = [] };

    /// <summary>How often thresholds are looked at; 5 s is the shortest.</summary>
    public static NBomberContext WithReportingInterval(this NBomberContext context, TimeSpan interval) => context with { ReportingInterval = interval };

    /// <summary>Blocks until the test is over.</summary>
    /// <exception cref="InvalidOperationException">The configuration is wrong or an init failed.</exception>
    public static NodeStats Run(this NBomberContext context) => Task.Run(() => new Session(context).RunAsync()).GetAwaiter().GetResult();
}

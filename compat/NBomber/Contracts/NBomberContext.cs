using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>What is to be run and how it is reported.</summary>
public sealed record NBomberContext
{
    internal NBomberContext()
    {
    }

    internal IReadOnlyList<ScenarioProps> Scenarios { get; init; } = [];

    internal string TestSuite { get; init; } = "nbomber_default_test_suite_name";

    internal string TestName { get; init; } = "nbomber_default_test_name";

    internal string? ReportFileName { get; init; }

    internal string ReportFolder { get; init; } = "./reports";

    internal IReadOnlyList<ReportFormat> ReportFormats { get; init; } = [ReportFormat.Txt, ReportFormat.Html, ReportFormat.Csv, ReportFormat.Md];

    internal TimeSpan ReportingInterval { get; init; } = TimeSpan.FromSeconds(5);
}

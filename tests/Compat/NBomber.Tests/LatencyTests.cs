using NBomber.Contracts;
using NBomber.CSharp;

namespace Platform.Compat.NBomberTests;

public class LatencyTests
{
    /// <summary>Latencies given by the responses, so that the figures are known.</summary>
    private static NBomber.Contracts.Stats.LatencyStats Of(double[] ms)
    {
        var next = -1;
        var scenario = Scenario.Create("s", _ => Task.FromResult<IResponse>(Response.Ok(customLatencyMs: ms[Interlocked.Increment(ref next)])))
            .WithoutWarmUp().WithLoadSimulations(Simulation.IterationsForConstant(1, ms.Length));
        return NBomberRunner.RegisterScenarios(scenario).WithoutReports().Run().ScenarioStats[0].Ok.Latency;
    }

    [Fact]
    public void Percentiles_OfAThousandSteps_HoldToThreeDigits()
    {
        var latency = Of([.. Enumerable.Range(1, 1000).Select(i => (double)i)]);

        Assert.InRange(latency.Percent50, 500, 500 * 1.001);
        Assert.InRange(latency.Percent75, 750, 750 * 1.001);
        Assert.InRange(latency.Percent95, 950, 950 * 1.001);
        Assert.InRange(latency.Percent99, 990, 1000);
        Assert.Equal((1, 1000), (latency.MinMs, latency.MaxMs));
        Assert.InRange(latency.MeanMs, 500, 501);
        Assert.InRange(latency.StdDev, 288, 289);
        Assert.Equal((800, 200, 0), (latency.LatencyCount.LessOrEq800, latency.LatencyCount.More800Less1200, latency.LatencyCount.MoreOrEq1200));
    }

    [Fact]
    public void Percentiles_NeverExceedTheHighest()
    {
        var latency = Of([0.05, 0.05, 12_345.678]);

        Assert.Equal((0.05, 0.05), (latency.MinMs, latency.Percent50));
        Assert.Equal(12_345.678, latency.Percent99, 3);
    }
}

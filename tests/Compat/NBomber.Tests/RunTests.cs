using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Platform.Compat.NBomberTests;

public class RunTests
{
    private static ScenarioProps Quick(string name, Func<IScenarioContext, Task<IResponse>> run) => Scenario.Create(name, run).WithoutWarmUp();

    private static NodeStats Run(params ScenarioProps[] scenarios) => NBomberRunner.RegisterScenarios(scenarios).WithoutReports().Run();

    [Fact]
    public void IterationsForConstant_RunsExactlySoMany_OnThatManyCopies()
    {
        var together = 0;
        var most = 0;
        var gate = new Lock();
        var barrier = new Barrier(3);
        var scenario = Quick("s", async context =>
        {
            lock (gate)
                most = Math.Max(most, ++together);
            if (context.InvocationNumber == 1)
                await Task.Run(() => Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(20)), "three copies at a time"));
            lock (gate)
                together--;
            return Response.Ok();
        }).WithLoadSimulations(Simulation.IterationsForConstant(copies: 3, iterations: 50));

        var stats = Run(scenario).ScenarioStats.Get("s");

        Assert.Equal(50, stats.Ok.Request.Count);
        Assert.Equal(100, stats.Ok.Request.Percent);
        Assert.Equal(3, most);
    }

    [Fact]
    public void IterationsForInject_DoesNotWaitForTheFirst()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        var scenario = Quick("s", async _ =>
        {
            if (Interlocked.Increment(ref begun) == 6)
                all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(20));
            return Response.Ok();
        }).WithLoadSimulations(Simulation.IterationsForInject(rate: 2, interval: TimeSpan.FromMilliseconds(20), iterations: 6));

        Assert.Equal(6, Run(scenario).ScenarioStats[0].Ok.Request.Count);
    }

    [Fact]
    public void Inject_RunsRateTimesIntervals()
    {
        var scenario = Quick("s", _ => Task.FromResult<IResponse>(Response.Ok(statusCode: "200", sizeBytes: 10)))
            .WithLoadSimulations(Simulation.Inject(3, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)));

        var ok = Run(scenario).ScenarioStats[0].Ok;

        Assert.Equal(12, ok.Request.Count);
        Assert.Equal(120, ok.DataTransfer.AllBytes);
        Assert.Equal(12, ok.StatusCodes.Get("200").Count);
    }

    [Fact]
    public void KeepConstant_IteratesForTheTime_AndRampingReachesItsCopies()
    {
        var highest = 0;
        var scenario = Quick("s", async context =>
        {
            highest = Math.Max(highest, context.ScenarioInfo.InstanceNumber + 1);
            // The work of one iteration; that copies overlap needs some.
            await Task.Delay(5);
            return Response.Ok();
        }).WithLoadSimulations(
            Simulation.RampingConstant(4, TimeSpan.FromMilliseconds(400)), Simulation.KeepConstant(4, TimeSpan.FromMilliseconds(300)));

        var stats = Run(scenario).ScenarioStats[0];

        Assert.InRange(highest, 3, 4);
        Assert.True(stats.Ok.Request.Count > 20, $"iterations: {stats.Ok.Request.Count}");
        Assert.True(stats.Duration >= TimeSpan.FromMilliseconds(650), $"took {stats.Duration}");
    }

    [Fact]
    public void FailedStep_EndsTheIteration_AsFailed()
    {
        var after = 0;
        var scenario = Quick("s", async context =>
        {
            await Step.Run("good", context, async () => await Task.FromResult(Response.Ok()));
            await Step.Run("bad", context, async () => await Task.FromResult(Response.Fail(statusCode: "409", message: "no")));
            after++;
            return Response.Ok();
        }).WithLoadSimulations(Simulation.IterationsForConstant(1, 4));

        var stats = Run(scenario).ScenarioStats[0];

        Assert.Equal(0, after);
        Assert.Equal((0, 4), (stats.Ok.Request.Count, stats.Fail.Request.Count));
        Assert.Equal(4, stats.StepStats.Get("good").Ok.Request.Count);
        Assert.Equal("no", stats.StepStats.Get("bad").Fail.StatusCodes.Get("409").Message);
    }

    [Fact]
    public void FailedStep_WithoutRestart_LetsTheIterationGoOn()
    {
        var scenario = Quick("s", async context =>
        {
            var answer = await Step.Run<object>("bad", context, () => throw new InvalidDataException("broken"));
            return answer.IsError && answer.StatusCode == "-101" ? Response.Ok() : Response.Fail();
        }).WithRestartIterationOnFail(false).WithLoadSimulations(Simulation.IterationsForConstant(1, 2));

        var stats = Run(scenario).ScenarioStats[0];

        Assert.Equal(2, stats.Ok.Request.Count);
        Assert.Equal("broken", stats.StepStats.Get("bad").Fail.StatusCodes.Get("-101").Message);
    }

    [Fact]
    public void MaxFailCount_StopsTheTest()
    {
        var scenario = Quick("s", _ => throw new InvalidOperationException("always"))
            .WithMaxFailCount(10).WithLoadSimulations(Simulation.KeepConstant(1, TimeSpan.FromMinutes(5)));

        var fail = Run(scenario).ScenarioStats[0].Fail;

        Assert.InRange(fail.Request.Count, 10, 11);
        Assert.True(fail.StatusCodes.Exists("-101"));
    }

    [Fact]
    public void WarmUp_IsNotMeasured_InitAndCleanRunOnce()
    {
        var order = new List<string>();
        var measured = 0;
        var scenario = Scenario.Create("s", context =>
            {
                if (context.ScenarioInfo.ScenarioOperation == ScenarioOperation.Bombing)
                    Interlocked.Increment(ref measured);
                return Task.FromResult<IResponse>(Response.Ok());
            })
            .WithWarmUpDuration(TimeSpan.FromMilliseconds(100))
            .WithInit(_ => { order.Add("init"); return Task.CompletedTask; })
            .WithClean(_ => { order.Add("clean"); return Task.CompletedTask; })
            .WithLoadSimulations(Simulation.IterationsForConstant(1, 7));

        Assert.Equal(7, Run(scenario).ScenarioStats[0].Ok.Request.Count);
        Assert.Equal(7, measured);
        Assert.Equal(["init", "clean"], order);
    }

    [Fact]
    public void FailingInit_FailsTheRun()
    {
        var scenario = Scenario.Empty("s").WithInit(_ => throw new InvalidDataException("no data"));

        Assert.Contains("no data", Assert.ThrowsAny<Exception>(() => Run(scenario)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thresholds_AreJudgedOnTheFinalFigures()
    {
        var scenario = Quick("s", context => Task.FromResult<IResponse>(context.InvocationNumber == 1 ? Response.Fail() : Response.Ok()))
            .WithLoadSimulations(Simulation.IterationsForConstant(1, 10))
            .WithThresholds(
                Threshold.Create(s => s.Fail.Request.Percent <= 10),
                Threshold.Create(s => s.Fail.Request.Count == 0),
                Threshold.Create("missing", s => s.Ok.Request.Count > 0));

        var results = Run(scenario).Thresholds;

        Assert.Equal([false, true, true], results.Select(t => t.IsFailed));
        Assert.Contains("Fail.Request.Count", results[1].CheckExpression, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_AreWrittenInTheFormatsAskedFor()
    {
        var folder = Directory.CreateTempSubdirectory("nbomber").FullName;
        try
        {
            var stats = NBomberRunner.RegisterScenarios(Quick("s", _ => Task.FromResult<IResponse>(Response.Ok())).WithLoadSimulations(Simulation.IterationsForConstant(1, 1)))
                .WithTestName("t").WithReportFolder(folder).WithReportFileName("report").WithReportFormats(ReportFormat.Md, ReportFormat.Csv).Run();

            Assert.Equal(["report.csv", "report.md"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.Contains("| s |", File.ReadAllText(stats.ReportFiles[0].FilePath), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

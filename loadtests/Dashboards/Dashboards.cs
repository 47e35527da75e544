using NBomber.Contracts;
using NBomber.CSharp;
using Platform.LoadTests.Reports;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>The city and its wards look at their pages while reports come in.</summary>
public static class Dashboards
{
    private const string Period = "2025-Q3";
    private static readonly TimeSpan During = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        await using var platform = await PlatformUnderLoad.StartAsync();
        var api = platform.Api;
        var admin = await api.SignInAsync("city-admin");
        var units = (await City.UnitsAsync(api, "31")).Take(options.Short ? 12 : int.MaxValue).ToList();
        var forms = await ReportForms.ForAsync(api, admin, Period);
        var tokens = await Submitting.SignInAsync(api, units);
        var submitting = new Submitting(api, forms, tokens);

        var stats = Runner.Run(
            "dashboards",
            submitting.Whole("reports", Period, 1, Simulation.IterationsForInject(rate: 4, interval: TimeSpan.FromSeconds(1), iterations: units.Count)),
            Reading(api, admin, tokens, units, options.Short ? During / 10 : During));

        outcome.Add(stats);
        foreach (var step in stats.ScenarioStats.Get("reads").StepStats)
            outcome.AtMost($"{step.StepName} p95", step.Ok.Latency.Percent95, 300, "ms");
        outcome.AtMost("resident memory", platform.Process.ResidentMb, 1536, "MiB");
    }

    private static ScenarioProps Reading(Api api, string admin, Dictionary<string, string> tokens, List<string> units, TimeSpan during)
    {
        (string Name, string Token, string Path)[] Pages(string unit) =>
        [
            ("city picture", admin, $"/api/rollups/31?period={Period}"),
            ("nation picture", admin, $"/api/rollups/VN?period={Period}"),
            ("commune picture", tokens[unit], $"/api/rollups/{unit}?period={Period}"),
            ("comparison", admin, "/api/indicators/compare?indicator=HS-DUNGHAN&period=2025-Q2"),
            ("series", tokens[unit], $"/api/indicators/series?indicator=HS-DUNGHAN&orgUnit={unit}"),
            ("tasks", tokens[unit], $"/api/tasks?orgUnit={unit}"),
            ("reports", admin, $"/api/reports/{Period}"),
            ("form", tokens[unit], $"/api/reports/{Period}/{unit}"),
        ];
        return Scenario.Create("reads", async context =>
        {
            foreach (var (name, token, path) in Pages(units[context.Random.Next(units.Count)]))
            {
                await Step.Run(name, context, async () =>
                {
                    var answer = await api.GetAsync(token, path);
                    return answer.IsOk ? Response.Ok(statusCode: $"{answer.Status}", sizeBytes: answer.Body.Length) : Response.Fail(statusCode: $"{answer.Status}", message: path);
                });
            }
            // The same page of a browser that has none of it, and of one that has it: what a conditional read is worth.
            var (look, unit) = ("/api/indicators/compare?indicator=HS-DUNGHAN&period=2025-Q2", units[context.Random.Next(units.Count)]);
            foreach (var (name, token, path) in ((string, string, string)[])[("comparison", admin, look), ("tasks", tokens[unit], $"/api/tasks?orgUnit={unit}")])
            {
                string? seen = null;
                foreach (var (step, status) in ((string, int)[])[($"{name} compressed", 200), ($"{name} unchanged", 304)])
                {
                    await Step.Run(step, context, async () =>
                    {
                        var answer = await api.LookAsync(token, path, seen);
                        seen = answer.ETag;
                        return answer.Status == status ? Response.Ok(statusCode: $"{answer.Status}", sizeBytes: answer.Body.Length) : Response.Fail(statusCode: $"{answer.Status}", message: path);
                    });
                }
            }
            // A person looks at a page for a while.
            await Task.Delay(TimeSpan.FromMilliseconds(500), context.ScenarioCancellationToken);
            return Response.Ok();
        }).WithoutWarmUp()
            .WithLoadSimulations(Simulation.KeepConstant(copies: 10, during: during))
            .WithThresholds(Threshold.Create(stats => stats.Fail.Request.Count == 0));
    }
}

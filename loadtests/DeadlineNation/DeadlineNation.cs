using System.Diagnostics;
using NBomber.CSharp;
using Platform.LoadTests.Reports;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>
/// 3,321 communes save and submit within a minute. Signing in (a password check is dear on purpose) comes before the measured
/// window. Option <c>--rounds N</c>: the same again for other periods, to see whether memory grows.
/// </summary>
public static class DeadlineNation
{
    private const int PerSecond = 60;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>Periods of 2025 first: they are open. The earlier ones are opened by the administrator; no city has reports there.</summary>
    private static readonly string[] Periods =
        ["2025-Q3", "2025-Q4", "2025-H2", "2025-9M", "2025", "2024-H1", "2024-H2", "2024-9M", "2024", "2023-Q1", "2023-Q2"];

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        var rounds = Math.Min(options.Rounds, Periods.Length);
        await using var platform = await PlatformUnderLoad.StartAsync(nation: true);
        var api = platform.Api;
        var units = await City.UnitsAsync(api, "VN");
        if (options.Short)
            units = [.. (await City.UnitsAsync(api, "31")).Take(20), .. units.Where((_, i) => i % 50 == 0)];
        units = [.. units.Distinct()];
        var memory = new List<double>();
        for (var round = 0; round < rounds; round++)
            memory.Add(await RoundAsync(outcome, platform, units, Periods[round], round));
        outcome.Add("resident memory after each round", string.Join(", ", memory.Select(m => $"{m:0}")) + " MiB");
        if (rounds > 2)
            outcome.AtMost("growth of memory per round, from the second on", (memory[^1] - memory[1]) / (rounds - 2), 25, "MiB");
    }

    private static async Task<double> RoundAsync(Outcome outcome, PlatformUnderLoad platform, List<string> units, string period, int round)
    {
        var api = platform.Api;
        // Access tokens last 15 minutes: each round signs in anew.
        var tokens = await Submitting.SignInAsync(api, units);
        var admin = await api.SignInAsync("city-admin");
        await api.PostAsync(admin, $"/api/reports/periods/{period}/open", "{}"u8.ToArray());
        var forms = await ReportForms.ForAsync(api, admin, period);
        var submitting = new Submitting(api, forms, tokens);
        await using var freshness = await Freshness.WatchAsync(api, admin, "31", period);
        var processor = platform.Process.ProcessorTime;
        var clock = Stopwatch.StartNew();

        var stats = Runner.Run($"deadline-nation {period}", submitting
            .Whole("deadline", period, round, Simulation.IterationsForInject((int)(PerSecond * Tick.TotalSeconds), Tick, units.Count)));

        var elapsed = clock.Elapsed;
        var last = submitting.Answered.Values.Max();
        var city = units.Where(u => tokens.ContainsKey(u)).Intersect(await City.UnitsAsync(api, "31")).ToList();
        var exact = await Task.WhenAll(
            Exactness.WaitAsync(api, admin, "31", period, city.Count, forms.Sums(city, round), last),
            Exactness.WaitAsync(api, admin, "VN", period, units.Count, forms.Sums(units, round), last));
        await Task.Delay(TimeSpan.FromSeconds(1));
        var times = freshness.Milliseconds(submitting.Answered);
        var ok = stats.ScenarioStats[0];
        outcome.Add($"{period}: values per report", $"{forms.ValuesPerReport}");
        outcome.Add(stats);
        outcome.Must($"{period}: all communes submitted", ok.Ok.Request.Count == units.Count, $"{ok.Ok.Request.Count} of {units.Count}");
        outcome.AtMost($"{period}: all within", elapsed.TotalSeconds, 60, "s");
        foreach (var step in ok.StepStats)
            outcome.AtMost($"{period}: {step.StepName} p99", step.Ok.Latency.Percent99, 1000, "ms");
        outcome.AtMost($"{period}: city exact after the last submission", exact[0], 2, "s");
        outcome.AtMost($"{period}: nation exact after the last submission", exact[1], 2, "s");
        outcome.Add($"{period}: submit to the city's rollup p50", Freshness.Percentile(times, 50), "ms");
        outcome.Add($"{period}: submit to the city's rollup p99", Freshness.Percentile(times, 99), "ms");
        outcome.Add($"{period}: processor time of the platform", (platform.Process.ProcessorTime - processor).TotalSeconds, "s");
        return platform.Process.ResidentMb;
    }
}

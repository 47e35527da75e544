using NBomber.CSharp;
using Platform.LoadTests.Reports;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>All communes of the city save and submit at the same moment; how long until the city sees each of them?</summary>
public static class DeadlineCity
{
    private const string Period = "2025-Q3";

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        await using var platform = await PlatformUnderLoad.StartAsync();
        var api = platform.Api;
        var admin = await api.SignInAsync("city-admin");
        var units = await City.UnitsAsync(api, "31");
        var forms = await ReportForms.ForAsync(api, admin, Period);
        var submitting = new Submitting(api, forms, await Submitting.SignInAsync(api, units));
        await using var freshness = await Freshness.WatchAsync(api, admin, "31", Period);

        var stats = Runner.Run("deadline-city", submitting.Whole("deadline", Period, 1, Simulation.IterationsForConstant(copies: units.Count, iterations: units.Count)));

        var exact = await Exactness.WaitAsync(api, admin, "31", Period, units.Count, forms.Sums(units, 1), submitting.Answered.Values.Max());
        // The stream is looked at five times a second: give the last picture its turn.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var times = freshness.Milliseconds(submitting.Answered);
        outcome.Add("values per report", $"{forms.ValuesPerReport}");
        outcome.Add(stats);
        outcome.Must("every commune seen in the city's stream", times.Length == units.Count, $"{times.Length} of {units.Count}");
        outcome.AtMost("submit to rollup p50", Freshness.Percentile(times, 50), 1000, "ms");
        outcome.AtMost("submit to rollup p99", Freshness.Percentile(times, 99), 2000, "ms");
        outcome.AtMost("city exact after the last submission", exact, 2, "s");
        outcome.Add("pictures sent on the stream", $"{freshness.Pictures}");
        outcome.AtMost("resident memory", platform.Process.ResidentMb, 1536, "MiB");
    }
}

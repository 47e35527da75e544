using System.Diagnostics;
using NBomber.CSharp;
using Platform.LoadTests.Reports;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>Does the way from the draft to the city's picture work at all? Six communes, well under a minute.</summary>
public static class Smoke
{
    private const string Period = "2025-Q3";
    private static readonly string[] Units = ["11593", "11674", "10888", "10903", "11557", "11560"];

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        await using var platform = await PlatformUnderLoad.StartAsync();
        var admin = await platform.Api.SignInAsync("city-admin");
        var city = await City.UnitsAsync(platform.Api, "31");
        var units = Units.Intersect(city).Concat(city).Distinct().Take(Units.Length).ToList();
        var forms = await ReportForms.ForAsync(platform.Api, admin, Period);
        var submitting = new Submitting(platform.Api, forms, await Submitting.SignInAsync(platform.Api, units));
        outcome.Add(Runner.Run("smoke", submitting.Whole("smoke", Period, 1, Simulation.IterationsForConstant(copies: 3, iterations: units.Count))));
        outcome.AtMost(
            "city exact after the last submission",
            await Exactness.WaitAsync(platform.Api, admin, "31", Period, units.Count, forms.Sums(units, 1), submitting.Answered.Values.DefaultIfEmpty(Stopwatch.GetTimestamp()).Max()),
            5, "s");
        outcome.AtMost("resident memory with the demo", platform.Process.ResidentMb, 1536, "MiB");
    }
}

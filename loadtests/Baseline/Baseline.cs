using System.Diagnostics;
using NBomber.Contracts;
using NBomber.CSharp;
using Platform.LoadTests.Reports;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>
/// Submissions per second through the gateway against a bare store of the same documents, in short rounds one after the other,
/// so that whatever else the machine does meets both. Compared with one bare store each: (a) the submit call alone, drafts being
/// saved; (b) the draft's PUT; (c) PUT and submit together. A round of the platform ends when the nation's picture holds it, so
/// that its own later work is not charged to the bare store; what that took is told as well.
/// </summary>
public static class Baseline
{
    private const int Units = 600;
    private const int Copies = 32;
    private static readonly string[] WarmUp = ["2023-Q1", "2023-Q2", "2023-H1", "2023-H2"];
    private static readonly string[] Separate = ["2025-Q3", "2025-Q4", "2025-H2", "2025-9M", "2025"];
    private static readonly string[] Together = ["2024-H1", "2024-H2", "2024-9M", "2024"];

    public static async Task RunAsync(Outcome outcome, string[] options)
    {
        var data = Directory.CreateTempSubdirectory("platform-load-bare-").FullName;
        try
        {
            await using var bare = await ChildProcess.StartAsync(typeof(Baseline).Assembly.Location, ["bare-store", data]);
            await using var platform = await PlatformUnderLoad.StartAsync(nation: true);
            await MeasureAsync(outcome, platform, bare.Address);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(Outcome outcome, PlatformUnderLoad platform, Uri bare)
    {
        var api = platform.Api;
        var admin = await api.SignInAsync("city-admin");
        var city = await City.UnitsAsync(api, "31");
        // Outside of the city, whose earlier periods hold demo reports.
        var units = (await City.UnitsAsync(api, "VN")).Except(city).Take(Units).ToList();
        var submitting = new Submitting(api, await ReportForms.ForAsync(api, admin, "2025-Q3"), await Submitting.SignInAsync(api, units));
        var forms = await ReportForms.ForAsync(api, admin, "2025-Q3");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = bare };
        var load = Simulation.IterationsForConstant(Copies, Units);
        var figures = new List<(string What, double PerSecond)>();

        foreach (var (round, period) in WarmUp.Concat(Separate).Index())
        {
            // The first rounds warm both up (the compiler works on what is called often) and are not counted.
            await api.PostAsync(admin, $"/api/reports/periods/{period}/open", "{}"u8.ToArray());
            var bareRate = Rate(Store(http, forms, units, period, round, load));
            var save = Rate(submitting.Save("save", period, round, load));
            var before = Stopwatch.GetTimestamp();
            var submit = Rate(submitting.Submit("submit", period, round, load));
            await Exactness.WaitAsync(api, admin, "VN", period, Units, forms.Sums(units, round), before);
            var settled = Units / Stopwatch.GetElapsedTime(before).TotalSeconds;
            if (round >= WarmUp.Length)
                figures.AddRange([("bare", bareRate), ("save", save), ("submit", submit), ("settled", settled)]);
        }
        for (var round = 0; round < Together.Length; round++)
        {
            var period = Together[round];
            await api.PostAsync(admin, $"/api/reports/periods/{period}/open", "{}"u8.ToArray());
            figures.Add(("bare", Rate(Store(http, forms, units, period, round, load))));
            var before = Stopwatch.GetTimestamp();
            figures.Add(("both", Rate(submitting.Whole("both", period, round, load))));
            await Exactness.WaitAsync(api, admin, "VN", period, Units, forms.Sums(units, round), before);
        }

        double Median(string what) => figures.Where(f => f.What == what).Select(f => f.PerSecond).Order().ElementAt(figures.Count(f => f.What == what) / 2);
        var reference = Median("bare");
        outcome.Add("rounds, documents a round, at a time", $"{Separate.Length} + {Together.Length}, {Units}, {Copies}");
        outcome.Add("bare store", reference, "/s");
        outcome.Add("submit", Median("submit"), "/s");
        outcome.Add("draft PUT", Median("save"), "/s");
        outcome.Add("PUT and submit", Median("both"), "/s");
        outcome.Add("submit up to the nation's exact picture", Median("settled"), "/s");
        outcome.AtLeast("(a) submit / bare store", Median("submit") / reference, 0.5);
        outcome.Add("(b) draft PUT / bare store", Median("save") / reference, "");
        outcome.Add("(c) PUT and submit / bare store", Median("both") / reference, "");
    }

    private static double Rate(ScenarioProps scenario)
    {
        var stats = Runner.Run("baseline", scenario).ScenarioStats[0];
        return stats.Fail.Request.Count == 0
            ? stats.Ok.Request.Count / stats.Duration.TotalSeconds
            : throw new InvalidOperationException($"{stats.Fail.Request.Count} requests failed: {stats.StepStats[0].Fail.StatusCodes.FirstOrDefault()?.Message}");
    }

    private static ScenarioProps Store(HttpClient http, ReportForms forms, List<string> units, string period, int round, LoadSimulation load)
    {
        var documents = units.ConvertAll(u => forms.Json(u, round));
        var next = -1;
        return Scenario.Create("bare", async _ =>
        {
            var mine = Interlocked.Increment(ref next);
            using var content = new ByteArrayContent(documents[mine]);
            using var response = await http.PutAsync($"/{period}/{units[mine]}", content);
            return response.IsSuccessStatusCode ? Response.Ok() : Response.Fail();
        }).WithoutWarmUp().WithLoadSimulations(load);
    }
}

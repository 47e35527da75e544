using System.Diagnostics;
using System.Globalization;
using NBomber.Contracts;
using NBomber.CSharp;
using Platform.LoadTests.Reports;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>
/// Submissions per second through the gateway against a bare store of the same documents, in short rounds one after the other,
/// so that whatever else the machine does meets all. Compared with the bare store itself and with the bare store behind an empty YARP, which is what any
/// platform behind a proxy can reach at best: (a) the submit call alone, drafts being saved; (b) the draft's PUT; (c) PUT and submit together. A round of the platform ends when the nation's picture holds it, so
/// that its own later work is not charged to the bare store; what that took is told as well.
/// </summary>
public static class Baseline
{
    private const int Units = 600;
    private const int Copies = 32;
    private static readonly string[] WarmUp = ["2023-Q1", "2023-Q2", "2023-H1", "2023-H2"];
    private static readonly string[] Separate = ["2025-Q3", "2025-Q4", "2025-H2", "2025-9M", "2025"];
    private static readonly string[] Together = ["2024-H1", "2024-H2", "2024-9M", "2024"];

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        var data = Directory.CreateTempSubdirectory("platform-load-bare-").FullName;
        try
        {
            await using var bare = await ChildProcess.StartAsync(typeof(Baseline).Assembly.Location, ["bare-store", data]);
            await using var proxy = await ChildProcess.StartAsync(typeof(Baseline).Assembly.Location, ["empty-proxy", $"{bare.Address}"]);
            await using var platform = await PlatformUnderLoad.StartAsync(nation: true);
            await MeasureAsync(outcome, platform, bare, proxy, options.Short);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(Outcome outcome, PlatformUnderLoad platform, ChildProcess bare, ChildProcess proxy, bool isShort)
    {
        var api = platform.Api;
        var admin = await api.SignInAsync("city-admin");
        var city = await City.UnitsAsync(api, "31");
        // Outside of the city, whose earlier periods hold demo reports.
        var units = (await City.UnitsAsync(api, "VN")).Except(city).Take(isShort ? Units / 10 : Units).ToList();
        var forms = await ReportForms.ForAsync(api, admin, "2025-Q3");
        var submitting = new Submitting(api, forms, await Submitting.SignInAsync(api, units));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = bare.Address };
        using var proxied = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = proxy.Address };
        var load = Simulation.IterationsForConstant(Copies, units.Count);
        var figures = new List<(string What, double PerSecond, double ProcessorMs)>();

        void Note(string what, ScenarioProps scenario, params ChildProcess[] processes)
        {
            TimeSpan Used() => TimeSpan.FromTicks(processes.Sum(p => p.ProcessorTime.Ticks));
            var before = Used();
            var (perSecond, count) = Rate(scenario);
            figures.Add((what, perSecond, (Used() - before).TotalMilliseconds / count));
        }

        async Task SettleAsync(string what, string period, int round, Action act)
        {
            var (start, before) = (Stopwatch.GetTimestamp(), platform.Process.ProcessorTime);
            act();
            await Exactness.WaitAsync(api, admin, "VN", period, units.Count, forms.Sums(units, round), start);
            figures.Add((
                what, units.Count / Stopwatch.GetElapsedTime(start).TotalSeconds, (platform.Process.ProcessorTime - before).TotalMilliseconds / units.Count));
        }

        string[] warmUp = isShort ? [] : WarmUp;
        var (separate, together) = isShort ? (Separate[..1], Together[..1]) : (Separate, Together);
        foreach (var (round, period) in warmUp.Concat(separate).Concat(together).Index())
        {
            // The first rounds warm all up (the compiler works on what is called often) and are not counted.
            if (round == warmUp.Length)
                figures.Clear();
            await api.PostAsync(admin, $"/api/reports/periods/{period}/open", "{}"u8.ToArray());
            Note("bare", Store("bare", http, forms, units, period, round), bare);
            Note("proxied", Store("proxied", proxied, forms, units, period, round), bare, proxy);
            if (Together.Contains(period))
            {
                await SettleAsync("both settled", period, round, () => Note("both", submitting.Whole("both", period, round, load), platform.Process));
                continue;
            }
            Note("save", submitting.Save("save", period, round, load), platform.Process);
            await SettleAsync("settled", period, round, () => Note("submit", submitting.Submit("submit", period, round, load), platform.Process));
        }

        double Median(string what, Func<(string What, double PerSecond, double ProcessorMs), double> of)
        {
            var ordered = figures.Where(f => f.What == what).Select(of).Order().ToArray();
            return ordered[ordered.Length / 2];
        }
        outcome.Add("rounds, documents a round, at a time", $"{separate.Length} + {together.Length}, {units.Count}, {Copies}");
        foreach (var (what, name) in Names)
            outcome.Add(name, string.Create(CultureInfo.InvariantCulture, $"{Median(what, f => f.PerSecond):0} /s, {Median(what, f => f.ProcessorMs):0.000} ms of processor each"));
        double Ratio(string what, string to = "bare") => Median(what, f => f.PerSecond) / Median(to, f => f.PerSecond);
        double Cost(string what) => Median("bare", f => f.ProcessorMs) / Median(what, f => f.ProcessorMs);
        outcome.Add("bare store behind an empty YARP / bare store", Ratio("proxied"), "");
        outcome.AtLeast("(a) submit / bare store behind an empty YARP", Ratio("submit", "proxied"), 0.5);
        outcome.AtLeast("(a) submit / bare store", Ratio("submit"), 0.25);
        outcome.Add("(b) draft PUT / bare store", Ratio("save"), "");
        outcome.Add("(c) PUT and submit / bare store", Ratio("both"), "");
        outcome.Add("processor time, bare store / submit", Cost("submit"), "");
        outcome.Add("processor time, bare store / submit with all that follows", Cost("settled"), "");
    }

    private static readonly (string What, string Name)[] Names =
    [
        ("bare", "bare store"), ("proxied", "bare store behind an empty YARP"), ("submit", "submit"), ("settled", "submit up to the nation's exact picture"), ("save", "draft PUT"),
        ("both", "PUT and submit"), ("both settled", "PUT and submit up to the nation's exact picture"),
    ];

    private static (double PerSecond, int Count) Rate(ScenarioProps scenario)
    {
        var stats = Runner.Run("baseline", scenario).ScenarioStats[0];
        return stats.Fail.Request.Count == 0
            ? (stats.Ok.Request.Count / stats.Duration.TotalSeconds, stats.Ok.Request.Count)
            : throw new InvalidOperationException($"{stats.Fail.Request.Count} requests failed: {stats.StepStats[0].Fail.StatusCodes.FirstOrDefault()?.Message}");
    }

    /// <summary>Each document several times, since the bare store is quick and a round should not be over before it has begun.</summary>
    private static ScenarioProps Store(string name, HttpClient http, ReportForms forms, List<string> units, string period, int round)
    {
        var documents = units.ConvertAll(u => forms.Json(u, round));
        var next = -1;
        return Scenario.Create(name, async _ =>
        {
            var mine = Interlocked.Increment(ref next) % units.Count;
            using var content = new ByteArrayContent(documents[mine]);
            using var response = await http.PutAsync($"/{period}/{units[mine]}", content);
            return response.IsSuccessStatusCode ? Response.Ok() : Response.Fail();
        }).WithoutWarmUp().WithLoadSimulations(Simulation.IterationsForConstant(Copies, 4 * units.Count));
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NBomber.CSharp;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>
/// Work lists over a million tasks of one city: every kind of query in turn, the sweep after a midnight at which 50,000 tasks
/// became overdue, and an assignment of thousands of tasks in one step.
/// </summary>
public static class TasksMillion
{
    private const int Million = 1_000_000;
    private const int Budget = 100;

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        await using var platform = await PlatformUnderLoad.StartAsync();
        var api = platform.Api;
        var admin = await api.SignInAsync("city-admin");
        var units = (await api.ReadAsync(admin, "/api/identity/org-units?under=31")).EnumerateArray().Select(u => u.GetProperty("code").GetString()!).Where(c => c.Length == 5).ToList();
        var unit = units[0];
        var leader = await api.SignInAsync($"{unit}-leader");
        var official = await api.SignInAsync($"{unit}-kt");

        await using var store = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(platform.DataDirectory, "tasks.db"), DefaultTimeout = 120 }.ToString());
        await store.OpenAsync();
        var many = options.Short ? Million / 50 : Million;
        Console.WriteLine($"filling {many:N0} tasks");
        var watch = Stopwatch.StartNew();
        TaskRows.Fill(store, units, many);
        outcome.Add("filled in", watch.Elapsed.TotalSeconds, "s");
        outcome.Must("stored tasks", await TaskRows.CountAsync(store, "select count(*) from tasks") >= many);

        await ListsAsync(outcome, api, admin, leader, official, unit, many, TimeSpan.FromSeconds(options.Short ? 3 : 30));
        await AssignAsync(outcome, api, admin, units.Count);
        await SweepAsync(outcome, api, admin, store, many / 20);
        outcome.Add("resident memory", platform.Process.ResidentMb, "MiB");
    }

    private static async Task ListsAsync(Outcome outcome, Api api, string admin, string leader, string official, string unit, int many, TimeSpan during)
    {
        (string Name, string Token, string Path)[] queries =
        [
            ("city, by due date", admin, "/api/tasks?scope=city&sort=due&pageSize=50"),
            ("city, newest changes", admin, "/api/tasks?scope=city&sort=updated&pageSize=50"),
            ("city, with counts", admin, "/api/tasks?scope=city&sort=due&pageSize=50&counts=true"),
            ("city, overdue", admin, "/api/tasks?scope=city&due=overdue&pageSize=50"),
            ("city, area and state", admin, "/api/tasks?scope=city&area=3&state=inProgress&pageSize=50"),
            ("city, due this month", admin, "/api/tasks?scope=city&due=month&pageSize=50"),
            ("city, assigned tasks", admin, "/api/tasks?scope=city&origin=assignment&pageSize=50"),
            ("city, search rare", admin, "/api/tasks?scope=city&q=ma%20so%20123456&pageSize=50"),
            ("city, search some", admin, "/api/tasks?scope=city&q=ma%20so%201234&pageSize=50"),
            ("city, search common", admin, "/api/tasks?scope=city&q=h%E1%BB%93%20s%C6%A1&pageSize=50"),
            ("commune, by due date", leader, "/api/tasks?scope=unit&sort=due&pageSize=50&counts=true"),
            ("commune, plan order", leader, $"/api/tasks?orgUnit={unit}&pageSize=100"),
            ("commune, search", leader, "/api/tasks?scope=unit&q=so%20hoa&pageSize=50"),
            ("my office", official, "/api/tasks?scope=office&pageSize=50&counts=true"),
            ("mine", official, "/api/tasks?scope=mine&pageSize=50&counts=true"),
        ];
        // A page deep inside: the cursor leads there at once.
        var deep = (await api.ReadAsync(admin, "/api/tasks?scope=city&sort=due&pageSize=1")).GetProperty("next").GetString()!.Split('.');
        queries = [.. queries, ("city, deep page", admin, $"/api/tasks?scope=city&sort=due&pageSize=50&cursor={long.Parse(deep[0], System.Globalization.CultureInfo.InvariantCulture) + 150}.{many / 2}")];
        var reads = Scenario.Create("lists", async context =>
        {
            foreach (var (name, token, path) in queries)
            {
                await Step.Run(name, context, async () =>
                {
                    var answer = await api.GetAsync(token, path);
                    return answer.IsOk ? Response.Ok(statusCode: "200", sizeBytes: answer.Body.Length) : Response.Fail(statusCode: $"{answer.Status}", message: path);
                });
            }
            return Response.Ok();
        }).WithWarmUpDuration(TimeSpan.FromSeconds(5)).WithLoadSimulations(Simulation.KeepConstant(copies: 2, during: during));
        var stats = Runner.Run("tasks-million", reads);
        outcome.Add(stats);
        outcome.Must("no failure", stats.ScenarioStats[0].StepStats.All(s => s.Fail.Request.Count == 0));
        foreach (var step in stats.ScenarioStats[0].StepStats)
            outcome.AtMost($"{step.StepName} p95", step.Ok.Latency.Percent95, Budget, "ms");
        // Not a list, so without the lists' budget.
        foreach (var by in (string[])["unit", "area", "office"])
        {
            var watch = Stopwatch.StartNew();
            await api.ReadAsync(admin, $"/api/tasks/kpis?by={by}&period=2026");
            outcome.Add($"figures of the city by {by}", watch.Elapsed.TotalMilliseconds, "ms");
        }
    }

    private static async Task AssignAsync(Outcome outcome, Api api, string admin, int communes)
    {
        var count = (3_321 / communes) + 1;
        var body = new { items = Enumerable.Range(1, count).Select(i => new { content = $"Việc giao số {i}", dueOn = "2099-12-31" }) };
        var watch = Stopwatch.StartNew();
        var answer = await api.PostAsync(admin, "/api/tasks/assignments/batch", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body)));
        outcome.AtMost($"{count * communes} tasks assigned in one step, among a million", watch.Elapsed.TotalSeconds, 10, "s");
        outcome.Must("assigned", answer.IsOk, $"{answer.Status}");
    }

    private static async Task SweepAsync(Outcome outcome, Api api, string admin, SqliteConnection store, int fallDue)
    {
        const string Behind = "select count(*) from tasks where State in ('notStarted', 'inProgress', 'waiting') and OverdueAfter < '2026-01-01'";
        await TaskRows.FallDueAsync(store, fallDue);
        // Before the sweep has come by the lists derive the state, and are right if slower.
        var watch = Stopwatch.StartNew();
        await api.ReadAsync(admin, "/api/tasks?scope=city&due=overdue&pageSize=50");
        outcome.Add("city, overdue, before the sweep has come by", watch.Elapsed.TotalMilliseconds, "ms");
        watch.Restart();
        while (await TaskRows.CountAsync(store, Behind) == fallDue && watch.Elapsed < TimeSpan.FromMinutes(3))
            // Counting a million rows without a pause would slow the sweep that is measured.
            await Task.Delay(200);
        watch.Restart();
        while (await TaskRows.CountAsync(store, Behind) > 0 && watch.Elapsed < TimeSpan.FromMinutes(5))
            await Task.Delay(200);
        outcome.Must("none left behind by the sweep", await TaskRows.CountAsync(store, Behind) == 0);
        outcome.AtMost($"sweep of {fallDue:N0} tasks that fell due", watch.Elapsed.TotalSeconds, 300, "s");
    }
}

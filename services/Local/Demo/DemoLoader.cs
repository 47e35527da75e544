using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Periods;

namespace Platform.Local.Demo;

/// <summary>
/// Loads the demo through the public API alone, with the rights of the demo's administrator: two years of quarters as reports
/// received on paper, survey results, and a plan for every commune but three, which are left for trying the import; then, as the people
/// concerned, what <see cref="DemoReports"/> tells.
/// Interrupted and started again it goes on where it was.
/// </summary>
public static class DemoLoader
{
    private const int Parallel = 8;

    /// <summary>Quarters loaded as history; of the one after them, 2025-Q3, nothing is sent yet.</summary>
    private static readonly string[] Quarters = ["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"];

    /// <summary>An Phong, Mao Điền, Thượng Hồng: without a plan, so that the import can be tried on them.</summary>
    private static readonly string[] WithoutPlan = ["phường An Phong", "xã Mao Điền", "xã Thượng Hồng"];

    private sealed record Unit(string Code, string FullName, string Kind);

    private sealed record Token(string Access_token);

    private sealed record Plan(Guid Id);

    private sealed record PlanTask(Guid Id, IReadOnlyList<DateOnly> DueDates);

    public static string MarkerIn(string dataDirectory) => Path.Combine(dataDirectory, "demo.loaded");

    public static async Task LoadAsync(Uri gateway, string password, string dataDirectory, DateOnly today, CancellationToken stop)
    {
        if (File.Exists(MarkerIn(dataDirectory)))
            return;
        using var api = await SignInAsync(gateway, "city-admin", password, stop);

        var units = (await api.GetFromJsonAsync<List<Unit>>("/api/identity/org-units?under=31", stop))!.Where(u => u.Code.Length == 5).ToList();
        Console.WriteLine($"demo: loading {Quarters.Length} quarters and plans of {units.Count} communes");
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Quarters.Index(), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = stop },
            async (quarter, ct) => await PostAsync(api, $"/api/reports/{quarter.Item}/backfill", Reports(units, quarter.Item, quarter.Index), ct));
        await PostAsync(api, "/api/indicators/values", Surveys(units), stop);
        await PostAsync(api, "/api/indicators/values", OneStop(units), stop);
        foreach (var tasks in units.SelectMany(u => DemoHistory.Of(u.Code)).Chunk(3_000))
            await PostAsync(api, "/api/tasks/forecast/history", new { tasks }, stop);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            units.Where(u => !WithoutPlan.Contains(u.FullName, StringComparer.OrdinalIgnoreCase)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = stop },
            (unit, ct) => new(PlanAsync(api, unit, today, ct)));
        await DemoTasks.AssignAsync(
            units.ConvertAll(u => u.Code), today, (path, body, key) => PostAsync(api, path, body, stop, key),
            path => api.GetFromJsonAsync<JsonElement>(path, stop));
        await WaitForRollupAsync(api, units.Count, stop);
        await new DemoReports(
            user => SignInAsync(gateway, user, password, stop),
            (client, method, path, body, key) => SendAsync(client, method, path, body, stop, key)).LoadAsync(Quarters.Length);
        await File.WriteAllTextAsync(MarkerIn(dataDirectory), "demo data\n", stop);
    }

    private static async Task<HttpClient> SignInAsync(Uri gateway, string user, string password, CancellationToken stop)
    {
        var api = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromMinutes(2) };
        using var form = new FormUrlEncodedContent([new("grant_type", "password"), new("username", user), new("password", password)]);
        using var answer = await api.PostAsync("/api/identity/token", form, stop);
        await EnsureAsync(answer, stop);
        api.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.Content.ReadFromJsonAsync<Token>(stop))!.Access_token);
        return api;
    }

    private static object Reports(List<Unit> units, string period, int quarter)
    {
        var window = PeriodWindow.Default(PeriodCode.Parse(period));
        return new
        {
            reports = units.Select(u => new
            {
                orgUnit = u.Code,
                // About one in twelve comes after the deadline.
                receivedAt = VietnamTime.StartOf(window.CommuneDue).AddHours(new Random(int.Parse(u.Code, CultureInfo.InvariantCulture) + quarter).Next(-40, 28)),
                values = DemoFigures.Values(u.Code, quarter),
                narrative = DemoFigures.Narrative(u.FullName, period),
            }),
        };
    }

    private static object Surveys(List<Unit> units) => new
    {
        values = new[] { "2023", "2024" }.SelectMany(year => units.SelectMany(u =>
        {
            var random = new Random(int.Parse(u.Code, CultureInfo.InvariantCulture) + int.Parse(year, CultureInfo.InvariantCulture));
            return new[]
            {
                new { indicator = "SIPAS", orgUnit = u.Code, period = year, numerator = (decimal)random.Next(240, 298), denominator = 300m },
                new { indicator = "PAR-INDEX", orgUnit = u.Code, period = year, numerator = Math.Round(78 + (17 * (decimal)random.NextDouble()), 2), denominator = 100m },
            };
        })),
    };

    /// <summary>What the one-stop system knows of the open quarter: first values of the report form.</summary>
    private static object OneStop(List<Unit> units) => new
    {
        values = units.SelectMany(u =>
        {
            var known = DemoFigures.Values(u.Code, Quarters.Length);
            return new[]
            {
                new { indicator = "MC-DUNGHAN", orgUnit = u.Code, period = "2025-Q3", numerator = known["HS_DUNGHAN"], denominator = known["HS_GIAIQUYET"] },
                new { indicator = "MC-TRUCTUYEN", orgUnit = u.Code, period = "2025-Q3", numerator = known["HS_TRUCTUYEN"], denominator = known["HS_TIEPNHAN"] },
            };
        }),
    };

    private static async Task PlanAsync(HttpClient api, Unit unit, DateOnly today, CancellationToken stop)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(unit.Code), "orgUnit" },
            { new StringContent(DemoFigures.PlanText(unit.FullName)), "file", $"ke-hoach-demo-{unit.Code}.txt" },
        };
        using var import = new HttpRequestMessage(HttpMethod.Post, "/api/plans/import") { Content = form };
        import.Headers.Add("Idempotency-Key", $"demo-{unit.Code}");
        using var imported = await api.SendAsync(import, stop);
        await EnsureAsync(imported, stop);
        var plan = (await imported.Content.ReadFromJsonAsync<JsonElement>(stop));
        await PostAsync(api, $"/api/plans/{plan.GetProperty("id").GetGuid()}/issue", new { }, stop);

        var tasks = plan.GetProperty("tasks").EnumerateArray()
            .Select(t => new PlanTask(t.GetProperty("id").GetGuid(), [.. t.GetProperty("deadline").GetProperty("dueDates").EnumerateArray().Select(d => DateOnly.Parse(d.GetString()!, CultureInfo.InvariantCulture))]))
            .ToList();
        await WaitForTasksAsync(api, unit.Code, tasks.Count, stop);
        await DemoTasks.ReportAsync(unit.Code, [.. tasks.Select(t => (t.Id, t.DueDates))], today, (path, body, key) => PostAsync(api, path, body, stop, key));
    }

    private static Task WaitForTasksAsync(HttpClient api, string unit, int count, CancellationToken stop) => WaitAsync(
        async () => (await api.GetFromJsonAsync<JsonElement>($"/api/tasks?orgUnit={unit}&pageSize=1", stop)).GetProperty("total").GetInt32() >= count,
        $"the tasks of {unit}", stop);

    private static Task WaitForRollupAsync(HttpClient api, int count, CancellationToken stop) => WaitAsync(
        async () =>
        {
            foreach (var quarter in Quarters)
            {
                var reports = (await api.GetFromJsonAsync<JsonElement>($"/api/rollups/31?period={quarter}", stop)).GetProperty("reports");
                if (reports.GetProperty("accepted").GetInt32() < count)
                    return false;
            }
            return true;
        },
        "the city's rollup", stop);

    private static async Task WaitAsync(Func<Task<bool>> condition, string what, CancellationToken stop)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            if (tries == 600)
                throw new LocalPlatformException(StartFailure.Demo($"it waited a minute in vain for {what}"));
            // Nobody tells when the last event has arrived; a tenth of a second is not noticed.
            await Task.Delay(100, stop);
        }
    }

    private static Task PostAsync(HttpClient api, string path, object body, CancellationToken stop, string? key = null) =>
        SendAsync(api, HttpMethod.Post, path, body, stop, key);

    private static async Task<JsonElement> SendAsync(HttpClient api, HttpMethod method, string path, object? body, CancellationToken stop, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await api.SendAsync(request, stop);
        await EnsureAsync(response, stop);
        return response.Content.Headers.ContentType is null ? default : await response.Content.ReadFromJsonAsync<JsonElement>(stop);
    }

    private static async Task EnsureAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new LocalPlatformException(StartFailure.Demo(
                $"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(stop)}"));
        }
    }
}

using System.Globalization;
using System.Text.Json;
using NBomber.CSharp;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Scenarios;

/// <summary>Comparing all communes on one indicator over 16 million stored values, through the gateway and the service.</summary>
public static class Compare16Million
{
    private const int Many = 16_000_000;
    private const int Few = 500_000;

    public static async Task RunAsync(Outcome outcome, LoadOptions options)
    {
        var data = Directory.CreateTempSubdirectory("platform-load-clickhouse-").FullName;
        try
        {
            await using var clickHouse = await ChildProcess.StartAsync(
                PlatformUnderLoad.Built("services/Local/EmbeddedClickHouse", "Platform.EmbeddedClickHouse.dll"),
                ["--data", data, "--port", "0"]);
            await using var platform = await PlatformUnderLoad.StartAsync(
                clickHouse: $"Host=127.0.0.1;Port={clickHouse.Address.Port};Username=default;Password=;Database=default;"
                    + "Compression=false;UseCustomDecimals=false");
            await MeasureAsync(outcome, platform, clickHouse, options.Short);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(Outcome outcome, PlatformUnderLoad platform, ChildProcess clickHouse, bool isShort)
    {
        var api = platform.Api;
        var admin = await api.SignInAsync("city-admin");
        var units = (await api.ReadAsync(admin, "/api/identity/org-units")).EnumerateArray()
            .Where(u => u.GetProperty("code").GetString()!.Length == 5).ToList();
        var indicators = (await api.ReadAsync(admin, "/api/indicators")).EnumerateArray().Select(i => i.GetProperty("code").GetString()!).ToList();
        using var http = new HttpClient { BaseAddress = clickHouse.Address, Timeout = TimeSpan.FromMinutes(10) };
        // As many whole months as the values take: however many indicators there are, every (indicator, month) that is asked for is filled.
        var values = isShort ? Few : Many;
        var months = (int)Math.Ceiling((double)values / (units.Count * indicators.Count));
        Console.WriteLine($"filling {months} months of {indicators.Count} indicators of {units.Count} communes");
        await QueryAsync(http, Fill(units, indicators, months));
        var stored = long.Parse(await QueryAsync(http, "SELECT count() FROM indicator_values"), CultureInfo.InvariantCulture);
        outcome.Must("stored values", stored >= values, $"{stored:N0}");

        // Every (indicator, month) in turn, so that no single answer stays warm.
        var next = 0;
        var compare = Scenario.Create("compare", async _ =>
        {
            var turn = Interlocked.Increment(ref next);
            var answer = await api.GetAsync(
                admin, $"/api/indicators/compare?indicator={indicators[turn % indicators.Count]}&period={Month(turn * 7 % months)}");
            return answer.IsOk && answer.Json.GetProperty("measured").GetInt32() > 0
                ? Response.Ok(statusCode: "200", sizeBytes: answer.Body.Length)
                : Response.Fail(statusCode: $"{answer.Status}", message: "no values");
        }).WithWarmUpDuration(TimeSpan.FromSeconds(3))
            .WithLoadSimulations(Simulation.KeepConstant(copies: 2, during: TimeSpan.FromSeconds(isShort ? 3 : 20)));
        var stats = Runner.Run("compare-16m", compare);
        outcome.Add(stats);
        outcome.Must("no failure", stats.ScenarioStats[0].Fail.Request.Count == 0);
        outcome.AtMost("compare p95", stats.ScenarioStats[0].Ok.Latency.Percent95, 20, "ms");
        outcome.Add("resident memory of ClickHouse", clickHouse.ResidentMb, "MiB");
    }

    /// <summary>Row n: unit by the fastest counter, then indicator, then month.</summary>
    private static string Fill(List<JsonElement> units, List<string> indicators, int months)
    {
        string Array(IEnumerable<string> values) => $"[{string.Join(',', values.Select(v => $"'{v}'"))}]";
        string Of(string property) => Array(units.Select(u => u.GetProperty(property) is { ValueKind: JsonValueKind.String } s ? s.GetString()! : ""));
        return $"""
            INSERT INTO indicator_values
            WITH {Of("code")} AS codes, {Of("parent")} AS parents, {Of("block")} AS blocks, {Array(indicators)} AS names, {Array(Enumerable.Range(0, months).Select(Month))} AS months
            SELECT names[1 + intDiv(number, {units.Count}) % {indicators.Count}], months[1 + intDiv(number, {units.Count * indicators.Count}) % {months}],
                codes[1 + number % {units.Count}], parents[1 + number % {units.Count}], blocks[1 + number % {units.Count}],
                toDecimal128(500 + number % 400, 6), toDecimal128(1000, 6), 0, 1, 0, now64(3)
            FROM numbers({(long)units.Count * indicators.Count * months})
            """;
    }

    private static string Month(int index) => string.Create(CultureInfo.InvariantCulture, $"{2008 + (index / 12)}-{1 + (index % 12):00}");

    private static async Task<string> QueryAsync(HttpClient http, string sql)
    {
        using var body = new StringContent(sql);
        using var response = await http.PostAsync("/", body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"ClickHouse: {text}");
    }
}

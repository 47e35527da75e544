using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>The main job over a whole city, through the gateway only, with a kill in the middle.</summary>
public sealed class MainJobTests
{
    private const string Period = "2025-Q3";

    [Fact]
    public async Task AllCommunesReport_KilledInTheMiddle_NothingIsLostOrCountedTwice()
    {
        await using var platform = await PlatformProcess.StartAsync();
        var admin = await platform.SignInAsync("city-admin");
        var units = (await admin.GetAsync("/api/identity/org-units?under=31")).Ok().EnumerateArray()
            .Select(u => u.GetProperty("code").GetString()!).Where(c => c.Length == 5).ToList();
        Assert.Equal(114, units.Count);
        var figures = new Figures((await admin.GetAsync($"/api/reports/{Period}/template")).Ok());

        var leaders = await SignInAllAsync(platform, units);
        await ForAllAsync(units, async unit => (await leaders[unit].PutAsync($"/api/reports/{Period}/{unit}", figures.Report(unit))).Ok());

        // The kill comes while submissions are under way: some were answered, some broke off, some never left.
        var receipts = new ConcurrentDictionary<string, string>();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var submitting = ForAllAsync(units, async unit =>
        {
            try
            {
                var answer = await leaders[unit].PostAsync($"/api/reports/{Period}/{unit}/submit", null, $"first-{unit}");
                if (answer.Status == HttpStatusCode.OK)
                    receipts[unit] = answer["receipt"].GetString()!;
                if (receipts.Count >= 40)
                    answered.TrySetResult();
            }
            catch (HttpRequestException)
            {
                // Broken off by the kill.
            }
        });
        await Task.WhenAny(answered.Task, submitting);
        await platform.KillAndRestartAsync(() => submitting);

        admin = await platform.SignInAsync("city-admin");
        leaders = await SignInAllAsync(platform, units);
        var again = new ConcurrentDictionary<string, string>();
        await ForAllAsync(units, async unit =>
            again[unit] = (await leaders[unit].PostAsync($"/api/reports/{Period}/{unit}/submit", null, $"first-{unit}")).Ok().GetProperty("receipt").GetString()!);
        Assert.All(receipts, receipt => Assert.Equal(receipt.Value, again[receipt.Key]));
        Assert.Equal(114, again.Values.Distinct().Count());

        var city = await RollupAsync(admin, "31", r => r.GetProperty("submitted").GetInt32() == 114, "all 114 reports in the city's rollup");
        Assert.Equal(figures.Sums(units.Select(u => (u, 0))), Shown(city, figures));
        await SomeAreReturnedSomeAcceptedAsync(admin, leaders, units, figures);
        await RecountMatchesAsync(admin, units, figures);

        // The folder of the time series is lost: the start makes it again from the reports and the recorded values.
        await platform.KillAndRestartAsync(() =>
        {
            Directory.Delete(Path.Combine(platform.Data, "clickhouse"), recursive: true);
            return Task.CompletedTask;
        });
        admin = await platform.SignInAsync("city-admin");
        leaders = await SignInAllAsync(platform, units);
        await RecountMatchesAsync(admin, units, figures);
        var surveys = (await admin.GetAsync("/api/indicators/compare?indicator=SIPAS&period=2024")).Ok();
        Assert.Equal(114, surveys.GetProperty("measured").GetInt32());
        await SomeAreReopenedAndTheCityReportsAsync(admin, leaders, units, figures);
    }

    /// <summary>Ten go back and come again with other figures, one is withdrawn and one only explained, then all are accepted in one step.</summary>
    private static async Task SomeAreReturnedSomeAcceptedAsync(
        Api admin, IReadOnlyDictionary<string, Api> leaders, List<string> units, Figures figures)
    {
        var back = units.Take(10).ToList();
        await ForAllAsync(back, async unit => (await admin.PostAsync(
            $"/api/reports/{Period}/{unit}/return", new { message = "Số liệu chưa khớp", reasons = new[] { new { item = "HS_TIEPNHAN", reason = "Kiểm tra lại" } } })).Ok());
        var city = await RollupAsync(admin, "31", r => r.GetProperty("returned").GetInt32() == 10, "ten returned reports");
        Assert.Equal(104, city.GetProperty("reports").GetProperty("submitted").GetInt32());
        Assert.Equal(figures.Sums(units.Skip(10).Select(u => (u, 0))), Shown(city, figures));

        await ForAllAsync(back, async unit =>
        {
            var seen = (await leaders[unit].GetAsync($"/api/reports/{Period}/{unit}")).Ok();
            Assert.Equal("HS_TIEPNHAN", seen.GetProperty("returned").GetProperty("reasons")[0].GetProperty("item").GetString());
            (await leaders[unit].PutAsync($"/api/reports/{Period}/{unit}", figures.Report(unit, variant: 5))).Ok();
            Assert.Equal(2, (await leaders[unit].PostAsync($"/api/reports/{Period}/{unit}/submit")).Ok().GetProperty("version").GetInt32());
        });
        var (withdrawn, explained) = (units[10], units[11]);
        (await leaders[withdrawn].PostAsync($"/api/reports/{Period}/{withdrawn}/withdraw", new { reason = "Gửi nhầm" })).Ok();
        (await leaders[withdrawn].PostAsync($"/api/reports/{Period}/{withdrawn}/submit")).Ok();
        (await admin.PostAsync($"/api/reports/{Period}/{explained}/return", new { message = "Vì sao?", reasons = new[] { new { item = "HS_TIEPNHAN", reason = "Giảm" } } })).Ok();
        Assert.Equal("RPT-0007", (await leaders[explained].PostAsync($"/api/reports/{Period}/{explained}/submit")).Code);
        (await leaders[explained].PutAsync($"/api/reports/{Period}/{explained}/explanations", new { lines = new Dictionary<string, string> { ["HS_TIEPNHAN"] = "Theo thực tế." } })).Ok();
        (await leaders[explained].PostAsync($"/api/reports/{Period}/{explained}/submit")).Ok();
        var accepted = (await admin.PostAsync($"/api/reports/{Period}/queue/accept", new { units })).Ok();
        Assert.All(accepted.EnumerateArray(), a => Assert.True(a.GetProperty("accepted").GetBoolean()));
        city = await RollupAsync(admin, "31", r => r.GetProperty("accepted").GetInt32() == 114, "all 114 reports accepted");
        var expected = figures.Sums(units.Select((u, i) => (u, i < 10 ? 5 : 0)));
        Assert.Equal(expected, Shown(city, figures));
        Assert.All(city.GetProperty("indicators").EnumerateArray(), i => Assert.Equal(0, i.GetProperty("provisional").GetInt32()));
        var nation = await RollupAsync(admin, "VN", r => r.GetProperty("accepted").GetInt32() == 114, "the nation's rollup");
        Assert.Equal(expected, Shown(nation, figures));
        Assert.Equal(3321, nation.GetProperty("reports").GetProperty("expected").GetInt32());
    }

    /// <summary>City rollup = recount from ClickHouse, for every indicator; ranks per block.</summary>
    private static async Task RecountMatchesAsync(Api admin, List<string> units, Figures figures)
    {
        var expected = figures.Sums(units.Select((u, i) => (u, i < 10 ? 5 : 0)));
        foreach (var (indicator, sum) in expected)
        {
            var compared = await Eventually.GetAsync(
                async () => (await admin.GetAsync($"/api/indicators/compare?indicator={indicator}&period={Period}")).Ok(),
                c => c.GetProperty("measured").GetInt32() == 114 && c.GetProperty("provisional").GetInt32() == 0,
                $"114 confirmed values of {indicator} in ClickHouse");
            Assert.Equal(sum.Numerator, compared.GetProperty("numerator").GetDecimal());
            if (sum.Denominator is { } denominator)
                Assert.Equal(denominator, compared.GetProperty("denominator").GetDecimal());
        }
        await ReportingItselfMatchesAsync(admin);
        var wards = (await admin.GetAsync($"/api/indicators/compare?indicator=HS-DUNGHAN&period={Period}&block=phuong")).Ok().GetProperty("rows");
        Assert.Equal(45, wards.GetArrayLength());
        Assert.Equal(1, wards[0].GetProperty("rank").GetInt32());
        var points = (await admin.GetAsync($"/api/indicators/series?indicator=HS-DUNGHAN&orgUnit={units[0]}")).Ok().GetProperty("points");
        Assert.Equal(9, points.GetArrayLength());
        Assert.Equal("confirmed", points[8].GetProperty("status").GetString());
    }

    /// <summary>Three are reopened for one line; then the city's report is made of all 114, issued and handed upward.</summary>
    private static async Task SomeAreReopenedAndTheCityReportsAsync(Api admin, IReadOnlyDictionary<string, Api> leaders, List<string> units, Figures figures)
    {
        const string Line = "TT_TINBAI";
        var reopened = units.Skip(20).Take(3).ToList();
        await ForAllAsync(reopened, async unit =>
        {
            (await admin.PostAsync($"/api/reports/{Period}/{unit}/reopen", new { reason = "Bổ sung tin bài", items = new[] { Line } })).Ok();
            var values = figures.Values(unit);
            values[Line] += 100;
            var narrative = (await leaders[unit].GetAsync($"/api/reports/{Period}/{unit}")).Ok().GetProperty("narrative");
            (await leaders[unit].PutAsync($"/api/reports/{Period}/{unit}", new { values, narrative })).Ok();
            (await leaders[unit].PostAsync($"/api/reports/{Period}/{unit}/submit")).Ok();
            (await admin.PostAsync($"/api/reports/{Period}/{unit}/accept")).Ok();
        });

        var address = $"/api/reports/{Period}/city-report/31";
        var made = (await admin.PostAsync($"{address}/consolidate", new { acceptedOnly = true })).Ok();
        Assert.Equal((114, false), (made.GetProperty("sources").GetArrayLength(), made.GetProperty("provisional").GetBoolean()));
        var expected = units.Select((u, i) => figures.Values(u, i < 10 ? 5 : 0)[Line]).Sum() + 300;
        Assert.Equal(expected, made.GetProperty("figures").GetProperty(Line).GetProperty("value").GetDecimal());
        (await admin.PutAsync(address, new
        {
            narrative = made.GetProperty("template").GetProperty("sections").EnumerateArray()
            .ToDictionary(s => s.GetProperty("code").GetString()!, s => $"Toàn thành phố: {s.GetProperty("title").GetString()}")
        })).Ok();
        (await admin.PostAsync($"{address}/submit")).Ok();
        var issued = (await admin.PostAsync($"{address}/issue", new { documentNumber = "125/BC-SNV" })).Ok();
        Assert.Equal(("issued", 1), (issued.GetProperty("state").GetString(), issued.GetProperty("issued").GetProperty("number").GetInt32()));
    }

    /// <summary>Completeness and timeliness of the city: the grains' picture = the recount from ClickHouse.</summary>
    private static async Task ReportingItselfMatchesAsync(Api admin)
    {
        var picture = Figures.Shown((await admin.GetAsync($"/api/rollups/31?period={Period}")).Ok());
        Assert.Equal((114m, 114m), picture["BC-DAYDU"]);
        foreach (var indicator in (string[])["BC-DAYDU", "BC-DUNGHAN"])
        {
            await Eventually.GetAsync(
                async () => (await admin.GetAsync($"/api/indicators/compare?indicator={indicator}&period={Period}")).Ok(),
                c => (c.GetProperty("numerator").GetDecimal(), c.GetProperty("denominator").GetDecimal()) == picture[indicator],
                $"{indicator} of the city in ClickHouse");
        }
    }

    private static Dictionary<string, (decimal Numerator, decimal? Denominator)> Shown(JsonElement rollup, Figures figures)
    {
        var measured = figures.Sums([]).Keys.ToHashSet();
        return Figures.Shown(rollup).Where(i => measured.Contains(i.Key)).ToDictionary();
    }

    private static Task<JsonElement> RollupAsync(Api api, string unit, Func<JsonElement, bool> expected, string what) => Eventually.GetAsync(
        async () => (await api.GetAsync($"/api/rollups/{unit}?period={Period}")).Ok(), r => expected(r.GetProperty("reports")), what);

    private static async Task<IReadOnlyDictionary<string, Api>> SignInAllAsync(PlatformProcess platform, List<string> units)
    {
        var apis = new ConcurrentDictionary<string, Api>();
        await ForAllAsync(units, async unit => apis[unit] = await platform.SignInAsync($"{unit}-leader"));
        return apis;
    }

    private static Task ForAllAsync(List<string> units, Func<string, Task> act) =>
        Parallel.ForEachAsync(units, new ParallelOptions { MaxDegreeOfParallelism = 12 }, (unit, _) => new(act(unit)));
}

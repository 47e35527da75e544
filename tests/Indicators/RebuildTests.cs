using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Indicators.ClickHouse;
using Platform.Indicators.Rebuild;
using Platform.Indicators.Storage;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.Indicators.Tests;

/// <summary>
/// Reporting's events go nowhere here: what it and the recorded values hold is as good as lost from the series, until it is rebuilt.
/// </summary>
[Collection("Indicators")]
public sealed class RebuildTests(IndicatorsPlatform indicators)
{
    private const string Path = "/api/indicators/rebuild";
    private const string Period = "2025-Q1";

    private sealed record Template(List<Coded> Items, List<Coded> Sections);

    private sealed record Coded(string Code);

    private TestPlatform Platform => indicators.Platform;

    [Fact]
    public async Task Rebuild_WritesReportsTheExpectedAndRecordedValues_AsTheEventsWouldHave()
    {
        var (early, late, back) = (Platform.NextUnit(), Platform.NextUnit(), Platform.NextUnit());
        var reporting = Platform.Admin("Reporting");
        var content = await ContentAsync(reporting);
        object Paper(string unit, string receivedAt) => new { orgUnit = unit, receivedAt, content.Values, content.Narrative };
        var stored = await reporting.PostJsonAsync($"/api/reports/{Period}/backfill", new
        {
            reports = new[] { Paper(early, "2025-03-10T09:00:00+07:00"), Paper(late, "2025-04-01T09:00:00+07:00"), Paper(back, "2025-03-10T09:00:00+07:00") },
        });
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        (await reporting.PostJsonAsync($"/api/reports/{Period}/{back}/reopen", new { reason = "Kiểm tra lại" })).EnsureSuccessStatusCode();
        (await indicators.Admin.PostJsonAsync("/api/indicators/values", new
        {
            values = new[] { new { indicator = "SIPAS", orgUnit = early, period = "2027", numerator = 250, denominator = 300 } },
        })).EnsureSuccessStatusCode();
        await Eventually.IsTrueAsync($"{Period} is told of", () => Platform.DbAsync<Reporting.Storage.ReportingDb, bool>(
            "Reporting", db => db.Periods.AnyAsync(p => p.Code == Period && p.Expected != null)));

        await RebuiltAsync();
        await ExpectAsync(early, late, back);
        // Twice changes nothing.
        await RebuiltAsync();
        await ExpectAsync(early, late, back);
        // What comes later, wins.
        await indicators.ReturnedAsync(late, Period, version: 50);
        await RebuiltAsync();
        Assert.Equal("missing", (await indicators.RowAsync(late, "HS-DUNGHAN", Period)).Status);
    }

    [Fact]
    public async Task Rebuild_IsForAdministratorsOfTheCityAlone()
    {
        HttpClient[] others = [Platform.Analyst("Indicators"), Platform.Leader("Indicators", Platform.NextUnit()), Platform.As("Indicators", "x", "01", Roles.CityAdmin)];
        foreach (var client in others)
        {
            Assert.Equal("AUTH-0002", (await client.PostAsync(Path).ProblemAsync()).Code);
            Assert.Equal("AUTH-0002", (await client.GetAsync(Path).ProblemAsync()).Code);
        }
    }

    [Fact]
    public async Task Rebuild_WhileOneRuns_IsRefused_UntilThatOneHasBeenSilentForLong()
    {
        await RebuiltAsync();
        await SetAsync(TimeProvider.System.GetUtcNow());
        Assert.Equal((409, "IND-0010"), await indicators.Admin.PostAsync(Path).ProblemAsync() is var p ? (p.Status, p.Code) : default);
        await SetAsync(DateTimeOffset.UnixEpoch);
        await RebuiltAsync();
    }

    [Fact]
    public async Task LostStore_IsKnown_ThoughEventsHaveWrittenIntoTheNewOne()
    {
        (await indicators.Admin.PostJsonAsync("/api/indicators/values", new
        {
            values = new[] { new { indicator = "SIPAS", orgUnit = Platform.NextUnit(), period = "2028", numerator = 1, denominator = 2 } },
        })).EnsureSuccessStatusCode();
        await RebuiltAsync();
        var (rebuild, source) = (Platform.Get<SeriesRebuild>("Indicators"), Platform.Get<ClickHouseSource>("Indicators"));
        var authorization = $"Bearer {Platform.Token("city-admin", TestPlatform.City, Roles.CityAdmin)}";
        Assert.False(await rebuild.IsLostAsync(authorization, default));
        await source.Client.ExecuteNonQueryAsync("TRUNCATE TABLE series_whole");
        Assert.True(await rebuild.IsLostAsync(authorization, default));
        await RebuiltAsync();
        Assert.False(await rebuild.IsLostAsync(authorization, default));
    }

    private Task<int> SetAsync(DateTimeOffset seen) => Platform.DbAsync<IndicatorsDb, int>("Indicators", db => db.Rebuilds.ExecuteUpdateAsync(
        s => s.SetProperty(r => r.State, RebuildStates.Running).SetProperty(r => r.SeenAt, seen)));

    private async Task RebuiltAsync()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await indicators.Admin.PostAsync(Path)).StatusCode);
        var done = await Eventually.GetAsync(
            "the series is rebuilt", () => indicators.Admin.GetAsync(Path).ReadAsync<RebuildEndpoint.RebuildView>(), v => v.State != RebuildStates.Running);
        Assert.Equal((RebuildStates.Done, done.TotalReports, done.TotalRecorded), (done.State, done.Reports, done.Recorded));
    }

    private async Task ExpectAsync(string early, string late, string back)
    {
        var settled = await indicators.CompareAsync("HS-DUNGHAN", Period);
        Assert.Equal((2, 0), (settled.Measured, settled.Provisional));
        Assert.Equal("confirmed", settled.Rows.Single(r => r.OrgUnit == early).Status);
        Assert.Equal("missing", settled.Rows.Single(r => r.OrgUnit == back).Status);
        var complete = await indicators.CompareAsync("BC-DAYDU", Period);
        Assert.Equal((2m, 114m), (complete.Numerator, complete.Denominator));
        var timely = await indicators.CompareAsync("BC-DUNGHAN", Period);
        Assert.Equal((1m, 114m), (timely.Numerator, timely.Denominator));
        Assert.Equal((1m, 0m), (timely.Rows.Single(r => r.OrgUnit == early).Numerator, timely.Rows.Single(r => r.OrgUnit == late).Numerator));
        Assert.Equal(250m, (await indicators.RowAsync(early, "SIPAS", "2027")).Numerator);
    }

    private static async Task<(Dictionary<string, int> Values, Dictionary<string, string> Narrative)> ContentAsync(HttpClient reporting)
    {
        var template = await reporting.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        return (template.Items.ToDictionary(i => i.Code, _ => 10), template.Sections.ToDictionary(s => s.Code, _ => "Đã thực hiện theo kế hoạch."));
    }
}

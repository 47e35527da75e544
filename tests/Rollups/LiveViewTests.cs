using System.Net;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Rollups.View;
using Platform.ServiceDefaults.Text;
using Platform.Testing;

namespace Platform.Rollups.Tests;

/// <summary>From the events to the document and the stream, over HTTP; the Indicators service is down all the while.</summary>
public sealed class LiveViewTests : IAsyncLifetime
{
    private const string Period = "2025-Q3";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Rollups"]);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private static ReportSubmittedV1 Submitted(string unit, long version = 2) => new(
        Guid.NewGuid(), unit, Period, version, ReportStates.Submitted, 1, DateTimeOffset.UnixEpoch.AddYears(55),
            DateTimeOffset.UnixEpoch.AddYears(55), true,
        [new("HS-DUNGHAN", 90, 100), new("CV-KYLUAT", 2, null)]);

    [Fact]
    public async Task Events_TwiceAndLate_GiveOnePicture()
    {
        var unit = _platform.NextUnit();
        await _platform.DeliverAsync("Rollups", Topics.ReportSubmitted, Submitted(unit));
        await _platform.DeliverAsync("Rollups", Topics.ReportSubmitted, Submitted(unit));
        await _platform.DeliverAsync("Rollups", Topics.ReportReturned, new ReportReturnedV1(
            Guid.NewGuid(), unit, Period, 1, ReportStates.Returned, 1, DateTimeOffset.UnixEpoch, null, true, []));
        await _platform.DeliverAsync("Rollups", Topics.IndicatorRecorded, new IndicatorRecordedV1(
            Guid.NewGuid(), unit, Period, 1, new("SIPAS", 85.5m, 100), "confirmed", DateTimeOffset.UnixEpoch.AddYears(55)));
        await _platform.DeliverAsync("Rollups", Topics.TaskChanged, new TaskChangedV1(
            Guid.NewGuid(), Guid.NewGuid(), unit, 1, 2025, 2026, 1, TaskStates.Overdue, null, DateTimeOffset.UnixEpoch));
        // A task of the city's own plan is no commune's.
        await _platform.DeliverAsync("Rollups", Topics.TaskChanged, new TaskChangedV1(
            Guid.NewGuid(), Guid.NewGuid(), "31", 1, 2025, 2026, 1, TaskStates.Overdue, null, DateTimeOffset.UnixEpoch));

        var document = await Eventually.GetAsync(
            "the city's picture with all facts",
            () => _platform.Admin("Rollups").GetAsync($"/api/rollups/31?period={Period}").ReadAsync<RollupDocument>(),
            d => d.Reports.Submitted == 1 && d.Tasks.Overdue == 1 && d.Indicators.Count == 3);
        Assert.Equal((114, 1, 0, 0), (document.Reports.Expected, document.Reports.OnTime, document.Reports.Late,
            document.Reports.Returned));
        Assert.Equal(90, document.Indicators.Single(i => i.Indicator == "HS-DUNGHAN").Value);
        Assert.Equal(0, document.Indicators.Single(i => i.Indicator == "SIPAS").Provisional);
        Assert.Equal(114, document.Children.Count);
        Assert.Equal((ReportStates.Submitted, true), (document.Children.Single(c => c.OrgUnit == unit).State,
            document.Children.Single(c => c.OrgUnit == unit).OnTime));
    }

    [Fact]
    public async Task WhoHasToSend_IsAsReportingTold_AndMakesCompletenessAndTimeliness()
    {
        var (sent, silent, free) = (_platform.NextUnit(), _platform.NextUnit(), _platform.NextUnit());
        Task<RollupDocument> ReadAsync(string unit) => _platform.Admin("Rollups").GetAsync(
            $"/api/rollups/{unit}?period={Period}").ReadAsync<RollupDocument>();
        // Before anything is told everyone is expected, and nothing is said of completeness.
        Assert.Equal((114, 0), ((await ReadAsync("31")).Reports.Expected, (await ReadAsync("31")).Indicators.Count));
        using var response = await _platform.Admin("Rollups").GetAsync($"/api/rollups/31/stream?period={Period}",
            HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal(114, (await NextAsync(reader)).Reports.Expected);

        var opened = new ReportPeriodOpenedV1(Guid.NewGuid(), Period, 2, [sent, silent], DateTimeOffset.UnixEpoch);
        await _platform.DeliverAsync("Rollups", Topics.ReportPeriodOpened, opened);
        await _platform.DeliverAsync("Rollups", Topics.ReportPeriodOpened, opened);
        await _platform.DeliverAsync("Rollups", Topics.ReportPeriodOpened, opened with { Version = 1, Units = null });
        Assert.Equal(2, (await NextAsync(reader)).Reports.Expected);
        await _platform.DeliverAsync("Rollups", Topics.ReportSubmitted, Submitted(sent));
        var city = await Eventually.GetAsync("the report in the city's picture", () => ReadAsync("31"), d => d.Reports.Submitted == 1);
        var timeliness = city.Indicators.Single(i => i.Indicator == ReportingIndicators.Timeliness);
        Assert.Equal((2, 1m, 2m, 50m, 2, 2), (city.Reports.Expected, timeliness.Numerator, timeliness.Denominator, timeliness.Value,
            timeliness.Units, timeliness.Provisional));
        Assert.Equal((1, 0), (city.Children.Single(c => c.OrgUnit == silent).Reports.Expected,
            city.Children.Single(c => c.OrgUnit == free).Reports.Expected));
        Assert.Equal((1, 100m), ((await ReadAsync(sent)).Reports.Expected,
            (await ReadAsync(sent)).Indicators.Single(i => i.Indicator == ReportingIndicators.Completeness).Value));
        Assert.Equal((0, 0), ((await ReadAsync(free)).Reports.Expected, (await ReadAsync(free)).Indicators.Count));
        var nation = await Eventually.GetAsync("the report in the nation's picture", () => ReadAsync("VN"), d => d.Reports.Submitted == 1);
        Assert.Equal((2, 2), (nation.Reports.Expected, nation.Children.Sum(c => c.Reports.Expected)));

        await _platform.RestartAsync();
        Assert.Equal(2, (await ReadAsync("31")).Reports.Expected);
    }

    [Fact]
    public async Task Picture_OutOfScope_IsForbidden()
    {
        var (own, other) = (_platform.NextUnit(), _platform.NextUnit());
        await _platform.Leader("Rollups", own).GetAsync($"/api/rollups/{own}?period={Period}").ReadAsync<RollupDocument>();
        foreach (var unit in (string[])[other, "31", "VN", "01"])
            Assert.Equal((403, "AUTH-0002"), await CodeAsync(_platform.Leader("Rollups", own), $"/api/rollups/{unit}?period={Period}"));
        Assert.Equal(3_321, (await _platform.Admin("Rollups").GetAsync(
            $"/api/rollups/VN?period={Period}").ReadAsync<RollupDocument>()).Reports.Expected);
        Assert.Equal((403, "AUTH-0002"), await CodeAsync(_platform.Admin("Rollups"), $"/api/rollups/01?period={Period}"));
        Assert.Equal((404, "REQ-0010"), await CodeAsync(_platform.Admin("Rollups"), $"/api/rollups/99999?period={Period}"));
        Assert.Equal((400, "REQ-0011"), await CodeAsync(_platform.Admin("Rollups"), "/api/rollups/31"));
        Assert.Equal((400, "REQ-0011"), await CodeAsync(_platform.Admin("Rollups"), "/api/rollups/31?period=2025-Q5"));
        Assert.Equal((401, "AUTH-0001"), await CodeAsync(_platform.Anonymous("Rollups"), $"/api/rollups/31?period={Period}"));
    }

    [Fact]
    public async Task Stream_SendsThePictureAtOnceAndAfterEveryChange()
    {
        var unit = _platform.NextUnit();
        using var response = await _platform.Leader("Rollups", unit).GetAsync($"/api/rollups/{unit}/stream?period={Period}",
            HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("none", (await NextAsync(reader)).State ?? "none");

        await _platform.DeliverAsync("Rollups", Topics.ReportSubmitted, Submitted(unit));
        var next = await NextAsync(reader);
        Assert.Equal((ReportStates.Submitted, 1), (next.State, next.Reports.Submitted));
    }

    [Fact]
    public async Task Stream_EndsWhenItsReadersAccountIsClosed_AndNoOther()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        using var response = await _platform.Officer("Rollups", unit).GetAsync($"/api/rollups/{unit}/stream?period={Period}",
            HttpCompletionOption.ResponseHeadersRead);
        using var another = await _platform.Officer("Rollups", other).GetAsync($"/api/rollups/{other}/stream?period={Period}",
            HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await another.Content.ReadAsStreamAsync());
        await NextAsync(reader);
        using var closed = await _platform.Admin("Identity").PostJsonAsync($"/api/identity/users/{unit}-officer/disabled",
            new { disabled = true });
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        await response.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await _platform.DeliverAsync("Rollups", Topics.ReportSubmitted, Submitted(other));
        Assert.Equal(1, (await NextAsync(reader)).Reports.Submitted);
    }

    [Fact]
    public async Task Event_WithoutTheSidecarsToken_IsRefused()
    {
        using var answer = await _platform.TryDeliverAsync("Rollups", Topics.ReportSubmitted, Submitted(_platform.NextUnit()),
            token: "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<(int, string)> CodeAsync(HttpClient client, string path)
    {
        var problem = await client.GetAsync(path).ProblemAsync();
        return (problem.Status, problem.Code);
    }

    private static async Task<RollupDocument> NextAsync(StreamReader reader)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonSerializer.Deserialize<RollupDocument>(line["data: ".Length..], PlatformJson.Options)!;
        }
        throw new InvalidOperationException("The stream ended.");
    }
}

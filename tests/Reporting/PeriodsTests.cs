using System.Net;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Periods;
using Platform.Testing;

namespace Platform.Reporting.Tests;

public sealed class PeriodsTests
{
    [Fact]
    public async Task Calendar_ShowsWindowsStatesAndTheFocus()
    {
        await using var platform = await ReportingPlatform.StartAsync();
        var periods = (await platform.Officer("Reporting", platform.NextUnit()).GetAsync("/api/reports/periods")
            .ReadAsync<List<PeriodView>>())
            .ToDictionary(p => p.Code);

        Assert.Equal(2 * (12 + 4 + 2 + 1 + 1), periods.Count);
        Assert.Equal(PeriodState.Open, periods["2025-Q3"].State);
        Assert.Equal(PeriodState.Closed, periods["2025-Q2"].State);
        Assert.Equal(PeriodState.Upcoming, periods["2025-Q4"].State);
        Assert.Equal("2025-Q3", Assert.Single(periods.Values, p => p.Focus).Code);
        Assert.Equal((new(2025, 6, 15), new(2025, 9, 14), new DateOnly(2025, 9, 15)),
            (periods["2025-Q3"].From, periods["2025-Q3"].Cutoff, periods["2025-Q3"].CommuneDue));
    }

    [Fact]
    public async Task EditedDeadline_CountsAtOnceAndSurvivesARestart()
    {
        await using var platform = await ReportingPlatform.StartAsync();
        await platform.Admin("Reporting").PutJsonAsync("/api/reports/periods/2025-Q3", new { communeDue = "2025-09-17" })
            .ReadAsync<PeriodView>();
        await platform.RestartAsync();
        var period = (await platform.Admin("Reporting").GetAsync("/api/reports/periods?year=2025&kind=quarter")
            .ReadAsync<List<PeriodView>>()).Single(p => p.Code == "2025-Q3");
        Assert.Equal(DateTimeOffset.Parse("2025-09-17T17:00:00Z"), period.DueAt);
        Assert.Equal(new DateOnly(2025, 9, 10), period.OfficeDue);
    }

    [Theory]
    [InlineData("""{"communeDue": "9999-12-31"}""")]
    [InlineData("""{"communeDue": "0001-01-01"}""")]
    [InlineData("""{"cityDue": "9999-12-31", "officeDue": "9999-12-31"}""")]
    [InlineData("""{"opensAt": "0001-01-01T00:00:00Z"}""")]
    public async Task Edit_WithDatesOutOfReason_IsRefusedAndTheCalendarStays(string edit)
    {
        await using var platform = await ReportingPlatform.StartAsync();
        await platform.Admin("Reporting").SendRawAsync(HttpMethod.Put, "/api/reports/periods/2025-Q3", edit)
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        var periods = await platform.Admin("Reporting").GetAsync("/api/reports/periods").ReadAsync<List<PeriodView>>();
        Assert.Equal(new DateOnly(2025, 9, 15), periods.Single(p => p.Code == "2025-Q3").CommuneDue);
    }

    [Theory]
    [InlineData("city-analyst", "31")]
    [InlineData("commune-leader", "11593")]
    public async Task Edit_ByOthers_IsForbidden(string role, string unit)
    {
        await using var platform = await ReportingPlatform.StartAsync();
        await platform.As("Reporting", "u", unit, role).PutJsonAsync("/api/reports/periods/2025-Q3", new { communeDue = "2025-09-17" })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await platform.As("Reporting", "u", unit, role).PostAsync("/api/reports/periods/2025-Q3/close")
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }
}

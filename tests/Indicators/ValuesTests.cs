using Platform.Contracts.Events;
using Platform.Indicators.Series;
using Platform.Indicators.Values;
using Platform.Testing;

namespace Platform.Indicators.Tests;

/// <summary>Events and recorded values through ClickHouse to comparison and series.</summary>
[Collection("Indicators")]
public sealed class ValuesTests(IndicatorsPlatform indicators)
{
    [Fact]
    public async Task Report_SubmittedAcceptedReturned_IsProvisionalConfirmedGone()
    {
        var (unit, period) = (indicators.Platform.NextUnit(), indicators.NextPeriod());
        await indicators.SubmittedAsync(unit, period, 2, new("HS-DUNGHAN", 90.5m, 100), new("CV-KYLUAT", 3, null));
        var row = await indicators.RowAsync(unit, "HS-DUNGHAN", period);
        Assert.Equal((90.5m, 100m, 90.5m, "provisional"), (row.Numerator, row.Denominator, row.Value, row.Status));
        Assert.Equal((3m, null), ((await indicators.RowAsync(unit, "CV-KYLUAT", period)).Value, (await indicators.RowAsync(unit, "CV-KYLUAT", period)).Denominator));

        await indicators.AcceptedAsync(unit, period, 3, new IndicatorValueV1("HS-DUNGHAN", 95, 100));
        row = await indicators.RowAsync(unit, "HS-DUNGHAN", period);
        Assert.Equal((95m, "confirmed"), (row.Value, row.Status));
        Assert.Equal("missing", (await indicators.RowAsync(unit, "CV-KYLUAT", period)).Status);

        await indicators.ReturnedAsync(unit, period, 4);
        Assert.Equal("missing", (await indicators.RowAsync(unit, "HS-DUNGHAN", period)).Status);
    }

    [Fact]
    public async Task Events_TwiceAndLate_LeaveTheNewest()
    {
        var (unit, period) = (indicators.Platform.NextUnit(), indicators.NextPeriod());
        await indicators.AcceptedAsync(unit, period, 5, new IndicatorValueV1("HS-DUNGHAN", 50, 100));
        await indicators.SubmittedAsync(unit, period, 4, new IndicatorValueV1("HS-DUNGHAN", 40, 100));
        await indicators.ReturnedAsync(unit, period, 3);
        await indicators.AcceptedAsync(unit, period, 5, new IndicatorValueV1("HS-DUNGHAN", 50, 100));
        var answer = await indicators.CompareAsync("HS-DUNGHAN", period);
        Assert.Equal((50m, 100m, 1, 0), (answer.Numerator, answer.Denominator, answer.Measured, answer.Provisional));
    }

    [Fact]
    public async Task CompletenessAndTimeliness_CountWhoeverHasToSend_InAnyOrderOfEvents()
    {
        var period = indicators.NextPeriod();
        var wards = Enumerable.Range(0, 4).Select(_ => indicators.Platform.NextUnit("phuong")).ToList();
        var commune = indicators.Platform.NextUnit("xa");
        // The first has sent before Indicators heard that the period opened; the third is late, the fourth is sent back.
        await indicators.SubmittedAsync(wards[0], period, 2);
        var opened = new ReportPeriodOpenedV1(Guid.NewGuid(), period, 1, [.. wards], DateTimeOffset.UnixEpoch);
        await indicators.Platform.DeliverAsync("Indicators", Topics.ReportPeriodOpened, opened);
        await indicators.AcceptedAsync(wards[1], period, 3);
        await indicators.LateAsync(wards[2], period, 2);
        await indicators.SubmittedAsync(wards[3], period, 2);
        await indicators.ReturnedAsync(wards[3], period, 3);
        await indicators.Platform.DeliverAsync("Indicators", Topics.ReportPeriodOpened, opened);

        var complete = await indicators.CompareAsync(ReportingIndicators.Completeness, period);
        Assert.Equal((3m, 4m, 75m, 4, 3), (complete.Numerator, complete.Denominator, complete.Value, complete.Measured, complete.Provisional));
        var inTime = await indicators.CompareAsync(ReportingIndicators.Timeliness, period, query: "&block=phuong");
        Assert.Equal((2m, 4m, 50m), (inTime.Numerator, inTime.Denominator, inTime.Value));
        Assert.Equal([1, 1, 3, 3], wards.Select(w => inTime.Rows.Single(r => r.OrgUnit == w).Rank!.Value));
        Assert.Equal("missing", (await indicators.RowAsync(commune, ReportingIndicators.Timeliness, period)).Status);

        // A template published later adds a commune; what was sent stays.
        await indicators.Platform.DeliverAsync("Indicators", Topics.ReportPeriodOpened, opened with { EventId = Guid.NewGuid(), Version = 2, Units = [.. wards, commune] });
        complete = await indicators.CompareAsync(ReportingIndicators.Completeness, period);
        Assert.Equal((3m, 5m), (complete.Numerator, complete.Denominator));
        var series = await indicators.Admin.GetAsync($"/api/indicators/series?indicator={ReportingIndicators.Timeliness}&orgUnit=31").ReadAsync<SeriesAnswer>();
        Assert.Equal((2m, 5m, 40m), series.Points.Where(p => p.Period == period).Select(p => (p.Numerator, p.Denominator!.Value, p.Value!.Value)).Single());
    }

    [Fact]
    public async Task Compare_RanksPerBlock_AndShowsEachTheirOwn()
    {
        var period = indicators.NextPeriod();
        var wards = Enumerable.Range(0, 3).Select(_ => indicators.Platform.NextUnit("phuong")).ToList();
        var commune = indicators.Platform.NextUnit("xa");
        foreach (var (unit, late) in (((string, decimal)[])[(wards[0], 5), (wards[1], 1), (wards[2], 5), (commune, 9)]))
            await indicators.SubmittedAsync(unit, period, 1, new IndicatorValueV1("HS-QUAHAN", late, 100));

        var answer = await indicators.CompareAsync("HS-QUAHAN", period);
        Assert.Equal(114, answer.Rows.Count);
        Assert.Equal((20m, 400m, 5m, 4), (answer.Numerator, answer.Denominator, answer.Value, answer.Measured));
        Assert.Equal([2, 1, 2, 1], ((string[])[.. wards, commune]).Select(u => answer.Rows.Single(r => r.OrgUnit == u).Rank!.Value));
        Assert.All((await indicators.CompareAsync("HS-QUAHAN", period, query: "&block=xa")).Rows, r => Assert.Equal("xa", r.Block));

        var own = await indicators.CompareAsync("HS-QUAHAN", period, indicators.Platform.Leader("Indicators", wards[0]));
        Assert.Equal((wards[0], 2), (Assert.Single(own.Rows).OrgUnit, own.Rows[0].Rank));
        Assert.Equal(5, own.Numerator);
        Assert.Equal(114, (await indicators.CompareAsync("HS-QUAHAN", period, query: "&under=VN")).Rows.Count);
        var nation = await indicators.CompareAsync("HS-QUAHAN", period, indicators.Platform.As("Indicators", "bo", "VN", "city-analyst"));
        Assert.Equal((3_321, 20m), (nation.Rows.Count, nation.Numerator));
    }

    [Theory]
    [InlineData("indicator=XX&period=2025-Q3", 404, "IND-0001")]
    [InlineData("period=2025-Q3", 404, "IND-0001")]
    [InlineData("indicator=HS-DUNGHAN", 400, "REQ-0011")]
    [InlineData("indicator=HS-DUNGHAN&period=2025-Q5", 400, "REQ-0011")]
    [InlineData("indicator=HS-DUNGHAN&period=2025-Q3&under=01", 403, "AUTH-0002")]
    [InlineData("indicator=HS-DUNGHAN&period=2025-Q3&under=99", 404, "REQ-0010")]
    public async Task Compare_OfWhatIsNotThere_IsRefused(string query, int status, string code)
    {
        var problem = await indicators.Admin.GetAsync($"/api/indicators/compare?{query}").ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Series_OfUnitAndCity_GoesFromOldToNew()
    {
        var (one, other) = (indicators.Platform.NextUnit(), indicators.Platform.NextUnit());
        await indicators.SubmittedAsync(one, "2060-Q2", 1, new IndicatorValueV1("TT-TRUCTUYEN", 30, 60));
        await indicators.AcceptedAsync(one, "2060-Q1", 1, new IndicatorValueV1("TT-TRUCTUYEN", 10, 40));
        await indicators.AcceptedAsync(other, "2060-Q1", 1, new IndicatorValueV1("TT-TRUCTUYEN", 20, 60));

        var own = await indicators.Platform.Officer("Indicators", one).GetAsync("/api/indicators/series?indicator=TT-TRUCTUYEN").ReadAsync<SeriesAnswer>();
        Assert.Equal([("2060-Q1", 25m, "confirmed"), ("2060-Q2", 50m, "provisional")], own.Points.Select(p => (p.Period, p.Value!.Value, p.Status)));
        Assert.Equal((new DateOnly(2059, 12, 15), new DateOnly(2060, 3, 14)), (own.Points[0].From, own.Points[0].To));
        var city = await indicators.Admin.GetAsync("/api/indicators/series?indicator=TT-TRUCTUYEN&orgUnit=31").ReadAsync<SeriesAnswer>();
        Assert.Equal((30m, 100m, 30m, 2), (city.Points[0].Numerator, city.Points[0].Denominator, city.Points[0].Value, city.Points[0].Units));
        Assert.Equal("AUTH-0002", (await indicators.Platform.Officer("Indicators", one).GetAsync($"/api/indicators/series?indicator=TT-TRUCTUYEN&orgUnit={other}").ProblemAsync()).Code);
    }

    private static object Value(string unit, string period, decimal numerator = 85, string? status = null, string indicator = "SIPAS") =>
        new { indicator, orgUnit = unit, period, numerator, denominator = 100, status };

    private Task<HttpResponseMessage> RecordAsync(object[] values, string? key = null, HttpClient? by = null) =>
        (by ?? indicators.Admin).PostJsonAsync("/api/indicators/values", new { values }, key is null ? [] : [("Idempotency-Key", key)]);

    [Fact]
    public async Task Record_CountsVersions_AndTellsOthersWhatChanged()
    {
        var (unit, period) = (indicators.Platform.NextUnit(), indicators.NextPeriod());
        Assert.Equal(new(1, 0), await RecordAsync([Value(unit, period, 85, "provisional")]).ReadAsync<RecordValuesEndpoint.RecordAnswer>());
        Assert.Equal(new(0, 1), await RecordAsync([Value(unit, period, 85, "provisional")]).ReadAsync<RecordValuesEndpoint.RecordAnswer>());
        Assert.Equal(new(1, 0), await RecordAsync([Value(unit, period, 88)]).ReadAsync<RecordValuesEndpoint.RecordAnswer>());

        var told = await indicators.Platform.Broker.WaitForAsync<IndicatorRecordedV1>(Topics.IndicatorRecorded, e => e.OrgUnit == unit && e.Version == 2);
        Assert.Equal(("confirmed", 88m), (told.Status, told.Value.Numerator));
        var all = indicators.Platform.Broker.Of<IndicatorRecordedV1>(Topics.IndicatorRecorded).Where(e => e.OrgUnit == unit).ToList();
        Assert.Equal([1, 2], all.Select(e => e.Version));
        foreach (var e in Enumerable.Reverse(all))
            await indicators.Platform.DeliverAsync("Indicators", Topics.IndicatorRecorded, e);
        var row = await indicators.RowAsync(unit, "SIPAS", period);
        Assert.Equal((88m, "confirmed"), (row.Value, row.Status));
    }

    [Fact]
    public async Task Record_WithTheSameKey_CountsOnce()
    {
        var (unit, period) = (indicators.Platform.NextUnit(), indicators.NextPeriod());
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RecordAsync([Value(unit, period)], "k").ReadAsync<RecordValuesEndpoint.RecordAnswer>()));
        Assert.All(answers, a => Assert.Equal(new(1, 0), a));
        Assert.Equal("REQ-0012", (await RecordAsync([Value(unit, period, 1)], "k").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Record_WithOneMistake_RecordsNothing()
    {
        var (unit, period) = (indicators.Platform.NextUnit(), indicators.NextPeriod());
        using var response = await indicators.Admin.SendRawAsync(HttpMethod.Post, "/api/indicators/values", $$"""
            {"values": [
              {"indicator": "SIPAS", "orgUnit": "{{unit}}", "period": "{{period}}", "numerator": 85, "denominator": 100},
              {"indicator": "NOPE", "orgUnit": "00004", "period": "2025-13", "numerator": -1, "status": "final"},
              {"indicator": "HS-DUNGHAN", "orgUnit": "{{unit}}", "period": "{{period}}", "numerator": 1, "denominator": 2},
              {"indicator": "SIPAS", "orgUnit": "31", "period": "2025-1\u0000", "numerator": 1.0000001, "denominator": 0},
              null
            ]}
            """);
        var problem = await response.ProblemAsync();
        Assert.Equal((422, "REQ-0006"), (problem.Status, problem.Code));
        Assert.Equal(
            [
                ("values[1].indicator", "IND-1001"), ("values[1].orgUnit", "IND-1003"), ("values[1].period", "IND-1004"), ("values[1].numerator", "IND-1005"), ("values[1].status", "IND-1007"),
                ("values[2].indicator", "IND-1002"),
                ("values[3].orgUnit", "IND-1003"), ("values[3].period", "IND-1004"), ("values[3].numerator", "IND-1005"), ("values[3].denominator", "IND-1006"),
                ("values[4].indicator", "IND-1001"), ("values[4].orgUnit", "IND-1003"), ("values[4].period", "IND-1004"), ("values[4].numerator", "IND-1005"),
            ],
            problem.Errors!.Select(e => (e.Field, e.Code)));
        Assert.DoesNotContain(indicators.Platform.Broker.Of<IndicatorRecordedV1>(Topics.IndicatorRecorded), e => e.OrgUnit == unit);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"values": []}""")]
    [InlineData("""{"values": null}""")]
    public async Task Record_OfNothing_IsRefused(string body) =>
        Assert.Equal("REQ-0006", (await indicators.Admin.SendRawAsync(HttpMethod.Post, "/api/indicators/values", body).ProblemAsync()).Code);

    [Fact]
    public async Task Record_IsForAdministratorsAndDataBuses_InTheirScope()
    {
        var (unit, period) = (indicators.Platform.NextUnit(), indicators.NextPeriod());
        foreach (var role in (string[])["city-analyst", "commune-leader", "commune-officer", "auditor"])
            Assert.Equal("AUTH-0002", (await RecordAsync([Value(unit, period)], by: indicators.Platform.As("Indicators", "u", "31", role)).ProblemAsync()).Code);
        Assert.Equal("REQ-0006", (await RecordAsync([Value(unit, period)], by: indicators.Platform.As("Indicators", "bus", "01", "integration-client")).ProblemAsync()).Code);
        Assert.Equal(new(1, 0), await RecordAsync([Value(unit, period)], by: indicators.Platform.As("Indicators", "bus", "31", "integration-client")).ReadAsync<RecordValuesEndpoint.RecordAnswer>());
    }
}

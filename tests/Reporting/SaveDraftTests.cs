using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Reports;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

[Collection("Reporting")]
public sealed class SaveDraftTests(ReportingPlatform reporting)
{
    [Fact]
    public async Task Save_WithManyMistakes_TellsThemAllAndStoresNothing()
    {
        var unit = reporting.Platform.NextUnit();
        var problem = await reporting.Officer(unit).SendRawAsync(HttpMethod.Put, Path(unit), $$"""
            {"values": {"NOPE": 1, "HS_TIEPNHAN": "12", "HS_GIAIQUYET": -1, "HS_DUNGHAN": 1.5,
             "HS_DANGGQ": 1e13, "NS_THU_DUTOAN": 1.0000001, "BC_GIAO": 1e400},
             "narrative": {"S99": "x", "S1": 5, "S2": "{{new string('a', 20_001)}}"} }
            """).RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");

        Assert.Equal(
            [
                ("values.NOPE", "RPT-1001"), ("values.HS_TIEPNHAN", "RPT-1002"), ("values.HS_GIAIQUYET", "RPT-1003"),
                ("values.HS_DUNGHAN", "RPT-1004"),
                ("values.HS_DANGGQ", "RPT-1005"), ("values.NS_THU_DUTOAN", "RPT-1004"), ("values.BC_GIAO", "RPT-1002"),
                ("narrative.S99", "RPT-1008"), ("narrative.S1", "RPT-1012"), ("narrative.S2", "RPT-1009"),
            ],
            problem.Errors!.Select(e => (e.Field, e.Code)));
        Assert.False(await reporting.DbAsync(db => db.Reports.AnyAsync(r => r.OrgUnit == unit)));
        Assert.False(await reporting.DbAsync(db => db.History.AnyAsync(h => h.OrgUnit == unit)));
    }

    [Fact]
    public async Task Save_BasedOnAnOlderRevision_IsRefused()
    {
        var unit = reporting.Platform.NextUnit();
        var officer = reporting.Officer(unit);
        var first = await officer.PutJsonAsync(Path(unit), Values(("HS_TIEPNHAN", 1)));
        Assert.Equal("\"1\"", first.Headers.ETag!.Tag);
        await officer.PutJsonAsync(Path(unit), Values(("HS_TIEPNHAN", 2)), ("If-Match", "\"1\"")).ReadAsync<ReportView>();

        await officer.PutJsonAsync(Path(unit), Values(("HS_TIEPNHAN", 3)), ("If-Match", "\"1\""))
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
        await officer.PutJsonAsync(Path(unit), Values(1, ("HS_TIEPNHAN", 3))).RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
        Assert.Equal(2, (await reporting.ViewAsync(unit)).Values["HS_TIEPNHAN"]);
    }

    [Fact]
    public async Task Save_TenOfficersFromTheSameRevision_OneWins()
    {
        var unit = await reporting.DraftedAsync();
        var officer = reporting.Officer(unit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => officer.PutJsonAsync(Path(unit), Values(1, ("HS_TIEPNHAN", i)))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Save_MayBeIncompleteAndNullClears()
    {
        var unit = reporting.Platform.NextUnit();
        var view = await reporting.Officer(unit).SendRawAsync(HttpMethod.Put, Path(unit),
            """{"values": {"HS_TIEPNHAN": 3, "HS_GIAIQUYET": null, "NS_THU_DUTOAN": 1.25}, "narrative": {"S1": "Đã làm.", "S2": null}}""")
            .ReadAsync<ReportView>();
        Assert.Equal(ReportStates.Draft, view.State);
        Assert.Equal(["HS_TIEPNHAN", "NS_THU_DUTOAN"], view.Values.Keys.Order());
        Assert.Equal(1.25m, view.Values["NS_THU_DUTOAN"]);
        Assert.Equal("S1", Assert.Single(view.Narrative).Key);
    }

    [Fact]
    public async Task View_OfAReportNotBegun_SuggestsTheTaskBook()
    {
        var unit = reporting.Platform.NextUnit();
        PlannedTaskV1 Task(string content) => new(
            Guid.NewGuid(), 1, "1", content, "Phòng VHXH", [], new("", "none", null, null, null, []), []);
        await reporting.Platform.DeliverAsync("Tasks", Topics.PlanIssued, new PlanIssuedV1(
            Guid.NewGuid(), Guid.NewGuid(), unit, "2025", new(2025, 1, 1), new(2025, 12, 31), 1, "Kế hoạch", DateTimeOffset.UnixEpoch,
            [Task("a"), Task("b")]));
        var view = await reporting.Officer(unit).GetAsync(Path(unit)).ReadAsync<ReportView>();
        Assert.Equal(("none", 0L), (view.State, view.Revision));
        Assert.Equal(2, view.Suggested["KH_NHIEMVU"].Value);
        Assert.Equal(0, view.Suggested["KH_HOANTHANH"].Value);
        Assert.Equal(DateTimeOffset.Parse("2025-09-15T17:00:00Z"), view.DueAt);
    }

    [Fact]
    public async Task View_OfAUnitWithoutTasks_SuggestsNothing()
    {
        var unit = reporting.Platform.NextUnit();
        var view = await reporting.Officer(unit).GetAsync(Path(unit)).ReadAsync<ReportView>();
        Assert.Empty(view.Suggested);
    }

    [Fact]
    public async Task Save_WithAWeakETagOfAnOldRevision_IsAConflict()
    {
        var unit = reporting.Platform.NextUnit();
        var officer = reporting.Officer(unit);
        await officer.SendRawAsync(HttpMethod.Put, Path(unit), """{"values": {"HS_TIEPNHAN": 3}}""").ReadAsync<ReportView>();
        await officer.SendRawAsync(HttpMethod.Put, Path(unit), """{"values": {"HS_TIEPNHAN": 4}}""").ReadAsync<ReportView>();
        using var request = new HttpRequestMessage(HttpMethod.Put, Path(unit)) { Content = JsonContent.Create(new { values = new { } }) };
        request.Headers.TryAddWithoutValidation("If-Match", "W/\"1\"");
        await officer.SendAsync(request).RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
    }

    [Fact]
    public async Task Save_WithAnotherMediaType_IsRefused()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Officer(unit).SendRawAsync(HttpMethod.Put, Path(unit), "values=1", "application/x-www-form-urlencoded")
            .RefusedAsync(HttpStatusCode.UnsupportedMediaType, "REQ-0003");
    }

    [Fact]
    public async Task Save_TooLarge_IsRefused()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Officer(unit).SendRawAsync(HttpMethod.Put, Path(unit),
            $$"""{"narrative": {"S1": "{{new string('a', 1_100_000)}}"} }""")
            .RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "REQ-0002");
    }
}

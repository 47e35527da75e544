using System.Net;
using Platform.Contracts.Events;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.View;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

[Collection("Reporting")]
public sealed class ReviewTests(ReportingPlatform reporting)
{
    [Fact]
    public async Task Accept_SubmittedReport_ConfirmsItsValues()
    {
        var unit = await reporting.SubmittedAsync();
        var view = await reporting.Admin.PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();

        Assert.Equal(ReportStates.Accepted, view.State);
        var published = await reporting.Platform.Broker.WaitForAsync<ReportAcceptedV1>(Topics.ReportAccepted, e => e.OrgUnit == unit);
        Assert.Equal(view.Revision, published.Version);
        Assert.NotEmpty(published.Values);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("return")]
    [InlineData("reopen")]
    public async Task Review_ByAnybodyButTheAdministrator_IsForbidden(string action)
    {
        var unit = await reporting.SubmittedAsync();
        var input = new { message = "Sai.", reason = "Sai." };
        await reporting.Platform.Analyst("Reporting").PostJsonAsync(Path(unit, action), input)
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Leader(unit).PostJsonAsync(Path(unit, action), input).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Officer(unit).PostJsonAsync(Path(unit, action), input).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Platform.As("Reporting", "auditor", "31", "auditor").PostJsonAsync(Path(unit, action), input)
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Platform.As("Reporting", "hanoi", "01", "city-admin").PostJsonAsync(Path(unit, action), input)
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        Assert.Equal(ReportStates.Submitted, (await reporting.ViewAsync(unit)).State);
    }

    [Fact]
    public async Task Return_WithReasons_ShowsThemToTheUnitAndTakesTheValuesBack()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.PostJsonAsync(Path(unit, "return"), new
        {
            message = "Số liệu hồ sơ chưa khớp.",
            reasons = new[] { new { item = "HS_TIEPNHAN", reason = "Lệch với Cổng DVC." }, new { item = "S1", reason = "Viết lại." } },
        }).ReadAsync<ReportView>();

        var view = await reporting.Officer(unit).GetAsync(Path(unit)).ReadAsync<ReportView>();
        Assert.Equal(ReportStates.Returned, view.State);
        Assert.Equal("Số liệu hồ sơ chưa khớp.", view.Returned!.Message);
        Assert.Equal(["HS_TIEPNHAN", "S1"], view.Returned.Reasons!.Select(r => r!.Item));
        var published = await reporting.Platform.Broker.WaitForAsync<ReportReturnedV1>(Topics.ReportReturned, e => e.OrgUnit == unit);
        Assert.Empty(published.Values);
    }

    [Fact]
    public async Task Return_WithWrongInput_TellsEverything()
    {
        var unit = await reporting.SubmittedAsync();
        var problem = await reporting.Admin.PostJsonAsync(Path(unit, "return"),
            new { message = " ", reasons = new[] { new { item = "XX", reason = "" } } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(["message", "reasons[0].item", "reasons[0].reason"], problem.Fields);
    }

    [Fact]
    public async Task Reopen_AcceptedReport_TakesChangesAndASecondSubmission()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.PostJsonAsync(Path(unit, "reopen"), new { reason = "Sớm." })
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
        await reporting.Admin.PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();
        await reporting.Officer(unit).PutJsonAsync(Path(unit), reporting.Complete()).RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");

        var problem = await reporting.Admin.PostJsonAsync(Path(unit, "reopen"), new { until = "2020-01-01T00:00:00Z" })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(["reason", "until"], problem.Fields);

        var reopened = await reporting.Admin.PostJsonAsync(Path(unit, "reopen"), new { reason = "Điều chỉnh theo kiểm tra." })
            .ReadAsync<ReportView>();
        Assert.Equal(ReportStates.Reopened, reopened.State);
        Assert.NotNull(reopened.ReopenedUntil);
        await reporting.Officer(unit).PutJsonAsync(Path(unit), reporting.Complete()).ReadAsync<ReportView>();
        Assert.Equal(2, (await reporting.SubmitAsync(unit)).Version);
    }

    [Fact]
    public async Task EveryState_AllowsOnlyItsOwnSteps()
    {
        var unit = reporting.Platform.NextUnit();
        await AllowsAsync();
        await reporting.Officer(unit).PutJsonAsync(Path(unit), reporting.Complete()).ReadAsync<ReportView>();
        await AllowsAsync();
        await reporting.SubmitAsync(unit);
        await reporting.Officer(unit).PutJsonAsync(Path(unit), reporting.Complete()).RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
        await reporting.Admin.PostJsonAsync(Path(unit, "reopen"), new { reason = "x" }).RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
        await reporting.Admin.PostJsonAsync(Path(unit, "return"), new { message = "x" }).ReadAsync<ReportView>();
        await AllowsAsync();

        // Neither an empty, a draft nor a returned report can be reviewed.
        async Task AllowsAsync()
        {
            await reporting.Admin.PostAsync(Path(unit, "accept")).RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
            await reporting.Admin.PostJsonAsync(Path(unit, "return"), new { message = "x" })
                .RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
            await reporting.Admin.PostJsonAsync(Path(unit, "reopen"), new { reason = "x" })
                .RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
        }
    }

    [Fact]
    public async Task History_TellsEveryStepInOrder()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.PostJsonAsync(Path(unit, "return"), new { message = "Thiếu." }).ReadAsync<ReportView>();
        await reporting.SubmitAsync(unit);
        await reporting.Admin.PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();

        var history = await reporting.Leader(unit).GetAsync(Path(unit, "history")).ReadAsync<List<HistoryView>>();
        Assert.Equal(["saved", "submitted", "returned", "submitted", "accepted"], history.Select(h => h.Action));
        Assert.Equal([1, 2, 3, 4, 5], history.Select(h => h.Revision));
        Assert.Equal("Thiếu.", history[2].Message);
        Assert.Equal($"{unit}-leader", history[1].By);
        await reporting.Leader(reporting.Platform.NextUnit()).GetAsync(Path(unit, "history"))
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }

    [Fact]
    public async Task List_ShowsEveryUnitInScopeWithItsState()
    {
        var unit = await reporting.SubmittedAsync();
        var city = await reporting.Admin.GetAsync($"/api/reports/{Period}").ReadAsync<List<ReportListItem>>();
        Assert.Equal(114, city.Count);
        Assert.Equal(ReportStates.Submitted, city.Single(r => r.OrgUnit == unit).State);
        var own = await reporting.Officer(unit).GetAsync($"/api/reports/{Period}").ReadAsync<List<ReportListItem>>();
        Assert.Equal(unit, Assert.Single(own).OrgUnit);
        Assert.All(await reporting.Admin.GetAsync($"/api/reports/{Period}?state=submitted").ReadAsync<List<ReportListItem>>(), r =>
            Assert.Equal("submitted", r.State));
    }
}

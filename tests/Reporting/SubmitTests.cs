using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Receipts;
using Platform.Reporting.Reports.Submit;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

[Collection("Reporting")]
public sealed class SubmitTests(ReportingPlatform reporting)
{
    [Fact]
    public async Task Submit_BeforeDeadline_AnswersReceiptAndPublishesValues()
    {
        var unit = await reporting.DraftedAsync();
        var answer = await reporting.SubmitAsync(unit);

        Assert.Equal((1, true), (answer.Version, answer.OnTime));
        Assert.StartsWith($"2025-Q3.{unit}.1.", answer.Receipt, StringComparison.Ordinal);
        var view = await reporting.ViewAsync(unit);
        Assert.Equal((ReportStates.Submitted, 1, answer.Receipt), (view.State, view.Submission, view.Receipt));
        var published = await reporting.Platform.Broker.WaitForAsync<ReportSubmittedV1>(Topics.ReportSubmitted, e => e.OrgUnit == unit);
        Assert.Equal((view.Revision, 1, true), (published.Version, published.Submission, published.OnTime));
        Assert.Equal(reporting.Template.Measures.Count, published.Values.Count);
        Assert.Contains(published.Values, v => v is { Indicator: "HS-DUNGHAN", Numerator: 10, Denominator: 10 });
    }

    [Fact]
    public async Task Submit_ByOfficer_IsForbidden()
    {
        var unit = await reporting.DraftedAsync();
        await reporting.Officer(unit).PostAsync(Path(unit, "submit")).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        Assert.Equal(ReportStates.Draft, (await reporting.ViewAsync(unit)).State);
    }

    [Fact]
    public async Task Submit_ByAdministrator_IsForbiddenSinceTheLeaderSigns()
    {
        var unit = await reporting.DraftedAsync();
        await reporting.Admin.PostAsync(Path(unit, "submit")).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }

    [Fact]
    public async Task Submit_ByLeaderOfAnotherWard_IsForbidden()
    {
        var unit = await reporting.DraftedAsync();
        var other = reporting.Platform.NextUnit();
        await reporting.Leader(other).PostAsync(Path(unit, "submit")).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Leader(other).GetAsync(Path(unit)).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }

    [Fact]
    public async Task Submit_WithoutToken_IsUnauthorized() =>
        await reporting.Platform.Anonymous("Reporting").PostAsync(Path(reporting.Platform.NextUnit(), "submit"))
            .RefusedAsync(HttpStatusCode.Unauthorized, "AUTH-0001");

    [Fact]
    public async Task Submit_WithoutDraft_SaysThatThereIsNothing()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Leader(unit).PostAsync(Path(unit, "submit")).RefusedAsync(HttpStatusCode.Conflict, "RPT-0009");
    }

    [Fact]
    public async Task Submit_TenTimesInParallel_MakesOneSubmission()
    {
        var unit = await reporting.DraftedAsync();
        var leader = reporting.Leader(unit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => leader.PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>()));

        Assert.Single(answers.Select(a => a.Receipt).Distinct());
        Assert.Equal(1, await reporting.DbAsync(db => db.Submissions.CountAsync(s => s.OrgUnit == unit)));
        Assert.Equal(1, await reporting.DbAsync(db => db.History.CountAsync(h => h.OrgUnit == unit && h.Action == "submitted")));
    }

    [Fact]
    public async Task Submit_WithStaleRevision_IsRefused()
    {
        var unit = await reporting.DraftedAsync();
        var seen = (await reporting.ViewAsync(unit)).Revision;
        await reporting.Officer(unit).PutJsonAsync(Path(unit), reporting.Complete()).ReadAsync<ReportView>();

        await reporting.Leader(unit).PostJsonAsync(Path(unit, "submit"), new SubmitInput(seen))
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
        var answer = await reporting.Leader(unit).PostJsonAsync(Path(unit, "submit"), new SubmitInput(seen + 1)).ReadAsync<SubmitAnswer>();
        Assert.Equal(1, answer.Version);
    }

    [Fact]
    public async Task Submit_Incomplete_TellsEveryMissingItemAndStaysDraft()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Officer(unit).PutJsonAsync(Path(unit), Values(("HS_GIAIQUYET", 5), ("HS_DUNGHAN", 6))).ReadAsync<ReportView>();

        var problem = await reporting.Leader(unit).PostAsync(Path(unit, "submit"))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "RPT-0007");

        var required = reporting.Template.Items.Count(i => i.Required) + reporting.Template.Sections.Count(s => s.Required);
        Assert.Equal(required - 2 + 1, problem.Errors!.Count);
        Assert.Contains(problem.Errors, e => e is { Field: "values.HS_DUNGHAN", Code: "RPT-1007" }
            && e.Message.Contains("(6)", StringComparison.Ordinal) && e.Message.Contains("(5)", StringComparison.Ordinal));
        Assert.Contains(problem.Errors, e => e is { Field: "narrative.S1", Code: "RPT-1010" });
        Assert.Equal(ReportStates.Draft, (await reporting.ViewAsync(unit)).State);
    }

    [Fact]
    public async Task Submit_WithSameIdempotencyKey_AnswersTheSameReceiptEvenAfterReturn()
    {
        var unit = await reporting.DraftedAsync();
        var leader = reporting.Leader(unit);
        var first = await leader.PostJsonAsync(Path(unit, "submit"), new SubmitInput(null), ("Idempotency-Key", "k-1"))
            .ReadAsync<SubmitAnswer>();
        await reporting.Admin.PostJsonAsync(Path(unit, "return"), new { message = "Bổ sung số liệu." }).ReadAsync<ReportView>();

        var again = await leader.PostJsonAsync(Path(unit, "submit"), new SubmitInput(null), ("Idempotency-Key", "k-1"))
            .ReadAsync<SubmitAnswer>();
        Assert.Equal(first, again);
        Assert.Equal(ReportStates.Returned, (await reporting.ViewAsync(unit)).State);

        var second = await leader.PostJsonAsync(Path(unit, "submit"), new SubmitInput(null), ("Idempotency-Key", "k-2"))
            .ReadAsync<SubmitAnswer>();
        Assert.Equal(2, second.Version);
    }

    [Fact]
    public async Task Receipt_ShowsWhatWasSubmittedToThoseInScopeOnly()
    {
        var unit = await reporting.DraftedAsync();
        var answer = await reporting.SubmitAsync(unit);

        var receipt = await reporting.Leader(unit).GetAsync($"/api/reports/receipts/{answer.Receipt}")
            .ReadAsync<ReceiptsEndpoint.ReceiptView>();
        Assert.Equal((unit, Period, 1, $"{unit}-leader", answer.Sha256),
            (receipt.OrgUnit, receipt.Period, receipt.Version, receipt.SubmittedBy, receipt.Sha256));
        Assert.Equal(reporting.Template.Items.Count, receipt.Content.Values.Count);
        await reporting.Leader(reporting.Platform.NextUnit()).GetAsync($"/api/reports/receipts/{answer.Receipt}")
            .RefusedAsync(HttpStatusCode.NotFound, "RPT-0010");
        await reporting.Admin.GetAsync("/api/reports/receipts/2025-Q3.99999.1.deadbeef").RefusedAsync(HttpStatusCode.NotFound, "RPT-0010");
    }

    [Theory]
    [InlineData("2025-Q4", HttpStatusCode.Conflict, "RPT-0001")]
    [InlineData("2025-Q1", HttpStatusCode.Conflict, "RPT-0002")]
    [InlineData("2031-Q1", HttpStatusCode.NotFound, "RPT-0004")]
    [InlineData("2025-Q5", HttpStatusCode.BadRequest, "REQ-0011")]
    [InlineData("2025-08", HttpStatusCode.NotFound, "RPT-0003")]
    public async Task Save_InAPeriodThatTakesNone_IsRefused(string period, HttpStatusCode status, string code)
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Officer(unit).PutJsonAsync(Path(unit, period: period), reporting.Complete()).RefusedAsync(status, code);
    }

    [Theory]
    [InlineData("99999", HttpStatusCode.NotFound, "REQ-0010")]
    [InlineData("31", HttpStatusCode.UnprocessableEntity, "RPT-0008")]
    [InlineData("00004", HttpStatusCode.Forbidden, "AUTH-0002")]
    public async Task Save_ForAUnitThatSendsNone_IsRefused(string unit, HttpStatusCode status, string code) =>
        await reporting.Admin.PutJsonAsync(Path(unit), reporting.Complete()).RefusedAsync(status, code);
}

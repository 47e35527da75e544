using System.Net;
using Platform.Contracts.Events;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Changes;
using Platform.Reporting.Reports.Notes;
using Platform.Reporting.Reports.Receipts;
using Platform.Reporting.Reports.Submit;
using Platform.Reporting.Upkeep;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

[Collection("Reporting")]
public sealed class WorkflowTests(ReportingPlatform reporting)
{
    private static object Lines(string item, string text) => new { lines = new Dictionary<string, string> { [item] = text } };

    [Fact]
    public async Task Withdraw_BeforeReview_TakesTheValuesBackAndKeepsTheSubmission()
    {
        var unit = await reporting.SubmittedAsync();
        var first = (await reporting.ViewAsync(unit)).Receipt;
        await reporting.Officer(unit).PostJsonAsync(Path(unit, "withdraw"), new { reason = "Nhầm." })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Leader(unit).PostJsonAsync(Path(unit, "withdraw"), new { reason = "" })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        var view = await reporting.Leader(unit).PostJsonAsync(Path(unit, "withdraw"), new { reason = "Nhầm số hồ sơ." })
            .ReadAsync<ReportView>();
        Assert.Equal((ReportStates.Draft, 1, null), (view.State, view.Submission, view.OnTime));
        var told = await reporting.Platform.Broker.WaitForAsync<ReportReturnedV1>(Topics.ReportReturned, e => e.OrgUnit == unit);
        Assert.Equal((ReportStates.Draft, 0), (told.State, told.Values.Count));
        await reporting.Leader(unit).PostJsonAsync(Path(unit, "withdraw"), new { reason = "x" })
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");

        var second = await reporting.SubmitAsync(unit);
        Assert.Equal((2, true), (second.Version, second.OnTime));
        Assert.True((await reporting.Platform.Anonymous("Reporting").GetAsync($"/api/reports/receipts/{first}/verify")
            .ReadAsync<VerifiedReceipt>()).Superseded);
        await reporting.Admin.PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();
        await reporting.Leader(unit).PostJsonAsync(Path(unit, "withdraw"), new { reason = "x" })
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
    }

    [Fact]
    public async Task Resubmit_AfterReturnedLines_NeedsAChangeOrAnExplanationForEach()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.PostJsonAsync(Path(unit, "return"), new
        {
            message = "Số liệu chưa khớp.",
            reasons = new[] { new { item = "HS_TIEPNHAN", reason = "Lệch." }, new { item = "HS_GIAIQUYET", reason = "Vì sao giảm?" } },
        }).ReadAsync<ReportView>();
        var problem = await reporting.Leader(unit).PostAsync(Path(unit, "submit"))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "RPT-0007");
        Assert.Equal([("values.HS_TIEPNHAN", "RPT-1016"), ("values.HS_GIAIQUYET", "RPT-1016")],
            problem.Errors!.Select(e => (e.Field, e.Code)));

        await reporting.Officer(unit).PutJsonAsync(Path(unit, "explanations"), Lines("S1", "x"))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        // An office answers for its own lines: these are the one-stop centre's.
        var foreign = await reporting.Office(unit, "KT").PutJsonAsync(Path(unit, "explanations"), Lines("HS_GIAIQUYET", "x"))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(("lines.HS_GIAIQUYET", "RPT-0014"), (Assert.Single(foreign.Errors!).Field, foreign.Errors![0].Code));
        await reporting.Office(unit, "HCC").PutJsonAsync(Path(unit, "explanations"), Lines("HS_GIAIQUYET", "Đang rà soát."))
            .ReadAsync<ReportView>();
        var explained = await reporting.Officer(unit)
            .PutJsonAsync(Path(unit, "explanations"), Lines("HS_GIAIQUYET", "Theo kết quả rà soát.")).ReadAsync<ReportView>();
        Assert.Equal("Theo kết quả rà soát.", explained.Explained["HS_GIAIQUYET"]);
        var changed = reporting.Complete();
        ((Dictionary<string, decimal>)changed["values"]!)["HS_TIEPNHAN"] = 12;
        await reporting.Officer(unit).PutJsonAsync(Path(unit), changed).ReadAsync<ReportView>();
        Assert.Equal(2, (await reporting.SubmitAsync(unit)).Version);

        var changes = await reporting.Admin.GetAsync(Path(unit, "changes")).ReadAsync<ChangesView>();
        Assert.Equal((1, 2, "Số liệu chưa khớp.", 2), (changes.From, changes.To, changes.Message, changes.Submissions.Count));
        Assert.Equal(
            [("HS_TIEPNHAN", 10m, 12m, "Lệch.", null), ("HS_GIAIQUYET", 10m, 10m, "Vì sao giảm?", "Theo kết quả rà soát.")],
            changes.Lines.Select(l => (l.Code, l.OldValue!.Value, l.NewValue!.Value, l.Returned, l.Explained)));
        await reporting.Admin.GetAsync(Path(unit, "changes?from=1&to=7")).RefusedAsync(HttpStatusCode.NotFound, "RPT-0022");
        Assert.Empty((await reporting.Admin.GetAsync(Path(unit, "changes?from=2&to=0")).ReadAsync<ChangesView>()).Lines);
    }

    [Fact]
    public async Task Reopen_SomeLines_LeavesTheOthersLocked()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();
        await reporting.Admin.PostJsonAsync(Path(unit, "reopen"), new { reason = "Sửa.", items = new[] { "NOPE" } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        var view = await reporting.Admin.PostJsonAsync(Path(unit, "reopen"),
            new { reason = "Sửa số hồ sơ.", items = new[] { "HS_TIEPNHAN" } }).ReadAsync<ReportView>();
        Assert.Equal(["HS_TIEPNHAN"], view.ReopenedItems!);

        var (wrong, right) = (reporting.Complete(), reporting.Complete());
        ((Dictionary<string, decimal>)wrong["values"]!)["HS_GIAIQUYET"] = 11;
        ((Dictionary<string, decimal>)right["values"]!)["HS_TIEPNHAN"] = 11;
        var problem = await reporting.Officer(unit).PutJsonAsync(Path(unit), wrong)
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal([("values.HS_GIAIQUYET", "RPT-1014")], problem.Errors!.Select(e => (e.Field, e.Code)));
        await reporting.Office(unit, "KT").PutJsonAsync(PartPath(unit, "L6"), reporting.Part("L6", 3))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await reporting.Officer(unit).PutJsonAsync(Path(unit), right).ReadAsync<ReportView>();
        Assert.Equal(2, (await reporting.SubmitAsync(unit)).Version);
        Assert.Null((await reporting.ViewAsync(unit)).ReopenedItems);
    }

    [Fact]
    public async Task Reopening_ThatRunsOut_LocksTheAcceptedContentAgain()
    {
        await using var platform = await ReportingPlatform.StartAsync();
        var unit = platform.NextUnit();
        var template = await platform.Admin("Reporting").GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), Complete(template)).ReadAsync<ReportView>();
        await platform.Leader("Reporting", unit).PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>();
        await platform.Admin("Reporting").PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();
        await platform.Admin("Reporting").PostJsonAsync(Path(unit, "reopen"), new { reason = "x", until = "2025-09-13T00:00:00+07:00" })
            .ReadAsync<ReportView>();
        await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), Complete(template, 99)).ReadAsync<ReportView>();

        await platform.RestartAsync("2025-09-13T00:00:01+07:00");
        await platform.Get<ReopeningSweep>("Reporting").SweepAsync(default);
        // The period is still open: the reopening's end locks all the same.
        var problem = await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), Complete(template, 99)).ProblemAsync();
        Assert.Equal("RPT-0006", problem.Code);
        var view = await platform.Admin("Reporting").GetAsync(Path(unit)).ReadAsync<ReportView>();
        Assert.Equal((ReportStates.Accepted, 10m), (view.State, view.Values["HS_TIEPNHAN"]));
        Assert.Equal(template.Measures.Count,
            (await platform.Broker.WaitForAsync<ReportAcceptedV1>(Topics.ReportAccepted, e =>
                e.OrgUnit == unit && e.Version == view.Revision)).Values.Count);
        Assert.Equal(0, await platform.Get<ReopeningSweep>("Reporting").SweepAsync(default));
    }

    [Fact]
    public async Task Verify_ByAnybody_TellsWhoWhenAndThatNothingChanged()
    {
        var unit = await reporting.DraftedAsync();
        var answer = await reporting.SubmitAsync(unit);
        var anybody = reporting.Platform.Anonymous("Reporting");
        var verified = await anybody.GetAsync($"/api/reports/receipts/{answer.Receipt}/verify").ReadAsync<VerifiedReceipt>();
        Assert.Equal((unit, Period, 1, answer.SubmittedAt, true, answer.Sha256, answer.Sha256, true, false),
            (verified.OrgUnit, verified.Period, verified.Version, verified.SubmittedAt, verified.OnTime, verified.Sha256,
                verified.Recomputed, verified.Intact, verified.Superseded));
        await anybody.GetAsync($"/api/reports/receipts/{answer.Receipt}x/verify").RefusedAsync(HttpStatusCode.NotFound, "RPT-0010");
        await anybody.GetAsync($"/api/reports/receipts/{new string('9', 500)}/verify").RefusedAsync(HttpStatusCode.NotFound, "RPT-0010");

        // A stored content that somebody altered behind the platform's back is told.
        await reporting.DbAsync(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(
            db.Database, $"update submissions set Content = replace(Content, '10', '11') where Receipt = {answer.Receipt}"));
        Assert.False((await anybody.GetAsync($"/api/reports/receipts/{answer.Receipt}/verify").ReadAsync<VerifiedReceipt>()).Intact);
    }

    [Fact]
    public async Task Notes_StayInOrderAndAreWrittenOncePerKey()
    {
        var unit = await reporting.DraftedAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await reporting.Admin.PostJsonAsync(Path(unit, "notes"), new { item = "HS_TIEPNHAN", text = "Xem lại." },
                ("Idempotency-Key", $"n-{unit}")).ReadAsync<NoteView>();
        }
        await reporting.Officer(unit).PostJsonAsync(Path(unit, "notes"), new { text = "Đã xem." }).ReadAsync<NoteView>();
        await reporting.Officer(unit).PostJsonAsync(Path(unit, "notes"), new { item = "NOPE", text = " " })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await reporting.Platform.Analyst("Reporting").PostJsonAsync(Path(unit, "notes"), new { text = "x" })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        var notes = await reporting.Officer(unit).GetAsync(Path(unit, "notes")).ReadAsync<List<NoteView>>();
        Assert.Equal([("HS_TIEPNHAN", "Xem lại.", "city-admin"), (null, "Đã xem.", $"{unit}-officer")],
            notes.Select(n => (n.Item, n.Text, n.By)));
    }
}

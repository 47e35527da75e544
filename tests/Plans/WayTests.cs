using System.Net;
using Platform.Contracts.Events;
using Platform.Plans.Amend;
using Platform.Plans.Answers;
using Platform.Plans.History;
using Platform.Plans.Model;
using Platform.Plans.View;
using Platform.Plans.Way;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>The way of a plan over HTTP: who may take which step, and what is kept of it.</summary>
public sealed class WayTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private HttpClient Officer(string unit) => _platform.Officer("Plans", unit);

    private HttpClient Leader(string unit) => _platform.Leader("Plans", unit);

    private HttpClient Admin => _platform.Admin("Plans");

    [Fact]
    public async Task Plan_SubmittedReturnedApprovedIssuedClosed_KeepsItsHistory()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.DraftAsync(unit);
        var path = $"/api/plans/{plan.Id}";
        Assert.Equal("submitted", (await Officer(unit).PostAsync($"{path}/submit").ReadAsync<PlanView>()).State);
        Assert.Equal("AUTH-0002", (await Officer(unit).PostAsync($"{path}/approve").ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await Officer(unit).PostJsonAsync($"{path}/return", new ReturnInput("x", null)).ProblemAsync()).Code);
        Assert.Equal("PLN-0005", (await Officer(unit).PutJsonAsync(path, plan.Input() with { Version = null }).ProblemAsync()).Code);

        var returned = await Admin.PostJsonAsync(
            $"{path}/return",
            new ReturnInput("Thiếu căn cứ", [new(plan.Tasks[0].Id.ToString(), "Sai cơ quan"), new("legalBases", "Thiếu")]))
                .ReadAsync<PlanView>();
        Assert.Equal(("returned", "Thiếu căn cứ", 2), (returned.State, returned.Returned!.Message, returned.Returned.Reasons.Count));
        Assert.Equal("AUTH-0002", (await Officer(unit).PostAsync($"{path}/issue").ProblemAsync()).Code);
        Assert.Equal("PLN-0005", (await Leader(unit).PostAsync($"{path}/issue").ProblemAsync()).Code);

        var again = await Officer(unit).PostAsync($"{path}/submit").ReadAsync<PlanView>();
        Assert.Null(again.Returned);
        Assert.Equal("draft", (await Officer(unit).PostAsync($"{path}/recall").ReadAsync<PlanView>()).State);
        await Officer(unit).PostAsync($"{path}/submit");
        Assert.Equal("approved", (await Leader(unit).PostAsync($"{path}/approve").ReadAsync<PlanView>()).State);
        Assert.Equal(
            ("issued", 1),
            ((await Leader(unit).PostAsync($"{path}/issue").ReadAsync<PlanView>()) is var issued ? issued.State : "", issued.Edition));
        Assert.Equal("AUTH-0002", (await Officer(unit).PostJsonAsync($"{path}/close", new ReasonInput("Hết kỳ")).ProblemAsync()).Code);
        Assert.Equal("REQ-0006", (await Leader(unit).PostJsonAsync($"{path}/close", new ReasonInput(" ")).ProblemAsync()).Code);
        Assert.Equal("closed", (await Leader(unit).PostJsonAsync($"{path}/close", new ReasonInput("Hết kỳ")).ReadAsync<PlanView>()).State);
        Assert.Equal("issued", (await Admin.PostJsonAsync($"{path}/reopen", new ReasonInput("Còn việc")).ReadAsync<PlanView>()).State);

        var history = await Officer(unit).GetAsync($"{path}/history").ReadAsync<List<PlanHistoryView>>();
        Assert.Equal(
            ["imported", "submit", "return", "submit", "recall", "submit", "approve", "issue", "close", "reopen"],
            history.Select(h => h.Action));
        Assert.Equal(("Thiếu căn cứ", "city-admin", "returned"), (history[2].Message, history[2].By, history[2].State));
        Assert.Single(_platform.Broker.Of<PlanIssuedV1>(Topics.PlanIssued), e => e.PlanId == plan.Id);
    }

    [Fact]
    public async Task Steps_OfThoseWhoOnlyRead_AreRefused()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        var plan = await _platform.DraftAsync(unit);
        foreach (var verb in new[] { "submit", "recall", "approve", "issue", "amend" })
        {
            Assert.Equal("AUTH-0002", (await _platform.Analyst("Plans").PostAsync($"/api/plans/{plan.Id}/{verb}").ProblemAsync()).Code);
            Assert.Equal("PLN-0001", (await Leader(other).PostAsync($"/api/plans/{plan.Id}/{verb}").ProblemAsync()).Code);
        }
        Assert.Equal([], (await _platform.Analyst("Plans").PlanAsync(plan.Id)).May);
        Assert.Equal(
            [PlanStep.Edit, PlanStep.Submit, PlanStep.Issue, PlanStep.Discard, PlanStep.Answer],
            (await Officer(unit).PlanAsync(plan.Id)).May);
    }

    [Fact]
    public async Task Return_WithoutMessageOrWithUnknownItems_TellsAllAtOnce()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.DraftAsync(unit);
        await Officer(unit).PostAsync($"/api/plans/{plan.Id}/submit");
        var problem = await Leader(unit)
            .PostJsonAsync($"/api/plans/{plan.Id}/return", new ReturnInput(null, [null, new("tasks", null), new("nope", "x")]))
            .ProblemAsync();
        Assert.Equal(["message", "reasons[0].item", "reasons[0].reason", "reasons[1].reason", "reasons[2].item"], problem.Fields);
    }

    [Fact]
    public async Task Amendment_KeepsThePlanInForceUntilIssued_ThenTellsTheTasks()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.IssuedAsync(unit);
        using var opened = await Officer(unit).PostAsync($"/api/plans/{plan.Id}/amend");
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var amendment = await opened.ReadAsync<PlanView>();
        Assert.Equal((plan.Id, "draft"), (amendment.Amends!.Value, amendment.State));
        Assert.Equal("PLN-0012", (await Officer(unit).PostAsync($"/api/plans/{plan.Id}/amend").ProblemAsync()).Code);

        var input = amendment.Input();
        input = input with
        {
            Title = "Kế hoạch sửa đổi",
            Tasks = [
                input.Tasks![
                    0]! with { Content = "Rà soát mọi văn bản", Deadline = new("Trước ngày 20/12/2025", null, null, null, null, null) },
                new(null, 2, null, "3", null, null, "Việc mới", "Văn phòng", null, null, new("Quý IV/2025", null, null, null, null, null),
                    ["Báo cáo"], null)],
        };
        amendment = await Officer(unit).PutJsonAsync($"/api/plans/{amendment.Id}", input).ReadAsync<PlanView>();
        Assert.Equal("issued", (await Officer(unit).PlanAsync(plan.Id)) is var inForce ? inForce.State : "");
        Assert.Equal((plan.Title, amendment.Id), (inForce.Title, inForce.Amendment!.Value));

        var differences = await Officer(unit).GetAsync($"/api/plans/{amendment.Id}/differences").ReadAsync<PlanDifferences>();
        Assert.Equal(["title"], differences.Plan.Select(d => d.Field));
        Assert.Equal(
            [("changed", "content deadline"), ("added", ""), ("removed", "")],
            differences.Rows.Select(r => (r.Change, string.Join(' ', r.Fields.Select(f => f.Field)))));

        Assert.Equal("AUTH-0002", (await Officer(unit).PostAsync($"/api/plans/{amendment.Id}/issue").ProblemAsync()).Code);
        await Officer(unit).PostAsync($"/api/plans/{amendment.Id}/submit");
        await Leader(unit).PostAsync($"/api/plans/{amendment.Id}/approve");
        var merged = await Leader(unit).PostAsync($"/api/plans/{amendment.Id}/issue").ReadAsync<PlanView>();
        Assert.Equal((plan.Id, "issued", 2, "Kế hoạch sửa đổi"), (merged.Id, merged.State, merged.Edition, merged.Title));
        Assert.Null(merged.Amendment);
        Assert.Equal(plan.Id, (await Leader(unit).PostAsync($"/api/plans/{amendment.Id}/issue").ReadAsync<PlanView>()).Id);

        var told = await _platform.Broker.WaitForAsync<PlanAmendedV1>(Topics.PlanAmended, e => e.PlanId == plan.Id);
        Assert.Equal(plan.Tasks[0].Id, told.Tasks[0].TaskId);
        Assert.Equal((2, merged.Version), (told.Tasks.Count, told.Version));
        Assert.DoesNotContain(told.Tasks, t => t.TaskId == plan.Tasks[1].Id);
        Assert.Equal(
            [1, 2],
            (await Officer(unit).GetAsync($"/api/plans/{plan.Id}/versions").ReadAsync<List<PlanEditionLine>>()).Select(v => v.Number));
        Assert.Equal(plan.Title, (await Officer(unit).GetAsync($"/api/plans/{plan.Id}/versions/1").ReadAsync<PlanView>()).Title);
        Assert.Equal(
            3, (await Officer(unit).GetAsync($"/api/plans/{plan.Id}/differences?from=1&to=2").ReadAsync<PlanDifferences>()).Rows.Count);
        Assert.Equal("PLN-0010", (await Officer(unit).GetAsync($"/api/plans/{plan.Id}/differences?from=1&to=9").ProblemAsync()).Code);
        Assert.Single(await Officer(unit).GetAsync("/api/plans").ReadAsync<List<ViewPlansEndpoint.PlanListItem>>());
        Assert.Contains(
            "amend-issue",
            (await Officer(unit).GetAsync($"/api/plans/{plan.Id}/history").ReadAsync<List<PlanHistoryView>>()).Select(h => h.Action));
    }

    [Fact]
    public async Task Amend_PressedTenTimesAtOnce_OpensOne()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.IssuedAsync(unit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Officer(unit).PostAsync($"/api/plans/{plan.Id}/amend")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        var amendment = (await Officer(unit).PlanAsync(plan.Id)).Amendment!.Value;
        Assert.Equal(HttpStatusCode.NoContent, (await Officer(unit).DeleteAsync($"/api/plans/{amendment}")).StatusCode);
        Assert.Null((await Officer(unit).PlanAsync(plan.Id)).Amendment);
        Assert.Equal(HttpStatusCode.Created, (await Officer(unit).PostAsync($"/api/plans/{plan.Id}/amend")).StatusCode);
    }
}

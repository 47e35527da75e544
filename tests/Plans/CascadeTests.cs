using Platform.Plans.Answers;
using Platform.Plans.Cascade;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>A city plan handed down, answered and taken back.</summary>
public sealed class CascadeTests : IAsyncLifetime
{
    private static readonly string CityPlan = Samples.Plan.Replace("PHƯỜNG MẪU", "THÀNH PHỐ HẢI PHÒNG", StringComparison.Ordinal);
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private HttpClient Admin => _platform.Admin("Plans");

    private HttpClient Officer(string unit) => _platform.Officer("Plans", unit);

    private Task<CascadedView> CascadedAsync(string unit) => Officer(unit).GetAsync("/api/plans/cascaded").ReadAsync<CascadedView>();

    [Fact]
    public async Task Cascade_ToAll_TwiceAndInParallel_GivesEachUnitEachItemOnce()
    {
        var plan = await _platform.IssuedAsync("31", CityPlan);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4)
                .Select(_ => Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { all = true }).ReadAsync<CascadeAnswer>()));
        Assert.Equal(114 * 4, answers.Sum(a => a.Assigned));
        var view = await Admin.GetAsync($"/api/plans/{plan.Id}/cascade").ReadAsync<CascadeView>();
        Assert.Equal((114, 4), (view.Units, view.Items.Count));
        Assert.All(view.Items, i => Assert.Equal((114, 0, 0, 114), (i.Assigned, i.Answered, i.InWork, i.Lacking)));
        Assert.Equal(4, (await CascadedAsync(_platform.NextUnit())).Lacking);
    }

    [Fact]
    public async Task Item_AnsweredByACommune_IsSeenByBoth()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        var plan = await _platform.IssuedAsync("31", CityPlan);
        await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { units = new[] { unit, other } }).ReadAsync<CascadeAnswer>();
        var own = await _platform.DraftAsync(unit);
        var handed = await CascadedAsync(unit);
        var item = handed.Items.Single(i => i.Id == plan.Tasks[0].Id);
        var suggested = item.Suggestions[0];
        Assert.Equal((own.Id, own.Tasks[0].Id, "lacking"), (suggested.Plan, suggested.Row, item.State));

        own = await Officer(unit).PostJsonAsync($"/api/plans/{own.Id}/answers", new { row = suggested.Row, item = item.Id })
            .ReadAsync<PlanView>();
        Assert.Equal([item.Id], own.Tasks[0].Answers);
        Assert.Equal((1, 3), ((await CascadedAsync(unit)).InWork, (await CascadedAsync(unit)).Lacking));
        await Officer(unit).PostAsync($"/api/plans/{own.Id}/issue").ReadAsync<PlanView>();
        Assert.Equal(1, (await CascadedAsync(unit)).Answered);
        var counted = (await Admin.GetAsync($"/api/plans/{plan.Id}/cascade").ReadAsync<CascadeView>()).Items.Single(i => i.Id == item.Id);
        Assert.Equal((2, 1, 0, 1), (counted.Assigned, counted.Answered, counted.InWork, counted.Lacking));
        var units = await Admin.GetAsync($"/api/plans/{plan.Id}/cascade/{item.Id}").ReadAsync<List<CascadeUnitView>>();
        Assert.Equal([(unit, "answered"), (other, "lacking")], units.OrderBy(u => u.State).Select(u => (u.OrgUnit, u.State)));

        await Officer(unit).PostJsonAsync($"/api/plans/{own.Id}/answers", new { row = suggested.Row, item = item.Id, answers = false })
            .ReadAsync<PlanView>();
        Assert.Equal(4, (await CascadedAsync(unit)).Lacking);
        Assert.Equal(
            "REQ-0006",
            (await Officer(unit).PostJsonAsync($"/api/plans/{own.Id}/answers", new { row = Guid.NewGuid(), item = Guid.NewGuid() })
                .ProblemAsync()).Code);
    }

    [Fact]
    public async Task LackingItems_AddedToADraft_AreItsRowsAndAnswered()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.IssuedAsync("31", CityPlan);
        await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { all = true });
        var own = await Officer(unit).PostJsonAsync("/api/plans", new { orgUnit = unit, period = "2025-H2" }).ReadAsync<PlanView>();
        var items = (await CascadedAsync(unit)).Items.Select(i => i.Id).ToArray();
        own = await Officer(unit).PostJsonAsync($"/api/plans/{own.Id}/adopt", new { items }).ReadAsync<PlanView>();
        own = await Officer(unit).PostJsonAsync($"/api/plans/{own.Id}/adopt", new { items }).ReadAsync<PlanView>();
        Assert.Equal((2, 2), (own.Targets.Count, own.Tasks.Count));
        Assert.Equal((90m, new DateOnly(2025, 12, 10)), (own.Targets[0].Value!.Value, own.Tasks[0].Deadline.To!.Value));
        Assert.Contains(own.Findings, f => f.Code == "PLN-I-120" && f.Field == "tasks[1].leadAgency");
        Assert.Equal(4, (await CascadedAsync(unit)).InWork);
        Assert.Equal("31", (await Officer(unit).PlanAsync(plan.Id)).OrgUnit);
        Assert.Equal(
            "REQ-0006",
            (await Officer(unit).PostJsonAsync($"/api/plans/{own.Id}/adopt", new { items = new[] { Guid.NewGuid() } })
                .ProblemAsync()).Code);
    }

    [Fact]
    public async Task Withdraw_OfAnItem_TakesItBackAndCascadeGivesItAgain()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.IssuedAsync("31", CityPlan);
        await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { block = "xa" });
        await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { units = new[] { unit } });
        var choice = new { items = new[] { plan.Tasks[0].Id }, units = new[] { unit } };
        Assert.Equal(1, (await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade/withdraw", choice).ReadAsync<CascadeAnswer>()).Assigned);
        Assert.Equal(3, (await CascadedAsync(unit)).Assigned);
        Assert.Equal(1, (await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", choice).ReadAsync<CascadeAnswer>()).Assigned);
        Assert.Equal(4, (await CascadedAsync(unit)).Assigned);
    }

    [Fact]
    public async Task Item_RemovedByAnAmendment_IsTakenBackEverywhere()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.IssuedAsync("31", CityPlan);
        await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { all = true });
        var amendment = await Admin.PostAsync($"/api/plans/{plan.Id}/amend").ReadAsync<PlanView>();
        var input = amendment.Input();
        await Admin.PutJsonAsync($"/api/plans/{amendment.Id}", input with { Tasks = [input.Tasks![1]! with { Content = "Đổi nội dung" }] })
            .ReadAsync<PlanView>();
        await Admin.PostAsync($"/api/plans/{amendment.Id}/issue").ReadAsync<PlanView>();
        var handed = await CascadedAsync(unit);
        Assert.Equal((3, "Đổi nội dung"), (handed.Assigned, handed.Items.Single(i => i.Id == plan.Tasks[1].Id).Text));
    }

    [Fact]
    public async Task Cascade_ByThoseWhoMayNotOrOfAPlanThatCannot_IsRefused()
    {
        var unit = _platform.NextUnit();
        var city = await _platform.DraftAsync("31", CityPlan);
        Assert.Equal("PLN-0007", (await Admin.PostJsonAsync($"/api/plans/{city.Id}/cascade", new { all = true }).ProblemAsync()).Code);
        var own = await _platform.IssuedAsync(unit);
        Assert.Equal("PLN-0007", (await Admin.PostJsonAsync($"/api/plans/{own.Id}/cascade", new { all = true }).ProblemAsync()).Code);
        var issued = await Admin.PostAsync($"/api/plans/{city.Id}/issue").ReadAsync<PlanView>();
        Assert.Equal(
            "AUTH-0002",
            (await _platform.Analyst("Plans").PostJsonAsync($"/api/plans/{issued.Id}/cascade", new { all = true }).ProblemAsync()).Code);
        Assert.Equal(
            "AUTH-0002", (await Officer(unit).PostJsonAsync($"/api/plans/{issued.Id}/cascade", new { all = true }).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await Officer(unit).GetAsync($"/api/plans/{issued.Id}/cascade").ProblemAsync()).Code);
        Assert.Equal(["units"], (await Admin.PostJsonAsync($"/api/plans/{issued.Id}/cascade", new { }).ProblemAsync()).Fields);
        Assert.Equal(["items[0]", "units[0]", "units[1]"], (await Admin.PostJsonAsync(
            $"/api/plans/{issued.Id}/cascade", new { items = new[] { Guid.NewGuid() }, units = new[] { null, "00004" } })
                .ProblemAsync()).Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cascade_WithAKey_AnswersTheSameAgain()
    {
        var plan = await _platform.IssuedAsync("31", CityPlan);
        var first = await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { all = true }, ("Idempotency-Key", "c"))
            .ReadAsync<CascadeAnswer>();
        Assert.Equal(
            first,
            await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { all = true }, ("Idempotency-Key", "c"))
                .ReadAsync<CascadeAnswer>());
        Assert.Equal(
            "REQ-0012",
            (await Admin.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { block = "xa" }, ("Idempotency-Key", "c"))
                .ProblemAsync()).Code);
    }
}

using System.Net;
using Platform.PlanDocuments;
using Platform.Plans.Answers;
using Platform.Plans.History;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>Correcting a draft over HTTP.</summary>
public sealed class ReviseTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private HttpClient Officer(string unit) => _platform.Officer("Plans", unit);

    [Fact]
    public async Task Save_OfTheViewAsItCame_ChangesNothing()
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit);
        var saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", draft.Input()).ReadAsync<PlanView>();
        Assert.Equal(Answer(draft), Answer(saved));
        Assert.Equal(draft.Version + 1, saved.Version);

        static string Answer(PlanView plan) =>
            System.Text.Json.JsonSerializer.Serialize(
                new { plan.Title, plan.Decision, plan.LegalBases, plan.Targets, plan.Tasks, plan.Findings, plan.Period });
    }

    [Fact]
    public async Task Save_OfEveryField_IsKept()
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit);
        var input = draft.Input() with
        {
            Title = "Tên mới",
            Decision = new("99/QĐ-UBND", new(2025, 8, 1), null, "Hải Phòng", "Người Ký", "CHỦ TỊCH"),
            LegalBases = ["Căn cứ Luật X", " ", null],
            Period = "2025",
            PeriodFrom = null,
            PeriodTo = null,
            Targets = [draft.Input().Targets![1]! with { Comparator = "atMost", Value = 3.5m, Unit = "%", Indicator = "HS-QUAHAN" }],
            Tasks =
            [
                draft.Input().Tasks![1]! with
                {
                    Area = 7, LeadAgency = "Phòng Kinh tế", Coordinators = ["A", "B"], LeaderInCharge = "PCT", Products = ["P1", "P2"],
                    Number = "5", SubNumber = "1",
                    Deadline = new("Theo lịch", true, "recurring", new(2025, 8, 1), new(2025, 12, 31), "month"),
                },
            ],
        };
        var saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", input).ReadAsync<PlanView>();
        Assert.Equal(
            ("Tên mới", "2025", new DateOnly(2025, 1, 1), "99/QĐ-UBND", "Người Ký"),
            (saved.Title, saved.Period, saved.PeriodFrom!.Value, saved.Decision.Number, saved.Decision.Signer));
        Assert.Equal(["Căn cứ Luật X"], saved.LegalBases);
        var target = Assert.Single(saved.Targets);
        Assert.Equal((draft.Targets[1].Id, 3.5m, "HS-QUAHAN", true), (target.Id, target.Value!.Value, target.Indicator, target.Edited));
        var task = Assert.Single(saved.Tasks);
        Assert.Equal(
            (draft.Tasks[1].Id, 7, "Phòng Kinh tế", 1m, true), (task.Id, task.Area!.Value, task.LeadAgency, task.Confidence, task.Edited));
        Assert.Equal((5, true, DeadlineKind.Recurring), (task.Deadline.DueDates.Count, task.Deadline.ByHand, task.Deadline.Kind));
        Assert.Equal(draft.Tasks[1].SourceLines, task.SourceLines);
        Assert.Equal(
            ["imported", "saved"],
            (await Officer(unit).GetAsync($"/api/plans/{draft.Id}/history").ReadAsync<List<PlanHistoryView>>()).Select(h => h.Action));
    }

    [Fact]
    public async Task Save_OfManyMistakes_TellsAllAndStoresNothing()
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit);
        var (target, task) = (draft.Input().Targets![0]!, draft.Input().Tasks![0]!);
        var input = draft.Input() with
        {
            Title = " ",
            Decision = new(new string('x', 101), new(1, 1, 1), null, null, "a\u0001b", null),
            Period = "2025-Q9",
            Targets = [
                target with { Text = "" }, target with { Comparator = "bằng" }, null,
                target with { Id = null, Comparator = "atLeast", Value = null, Area = 9 }],
            Tasks = [
                task with { Content = null, Deadline = new("x", true, "window", new(2025, 9, 1), new(2025, 8, 1), null), Answers = [
                    Guid.NewGuid()] }],
        };
        var problem = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", input).ProblemAsync();
        Assert.Equal((422, "REQ-0006"), (problem.Status, problem.Code));
        Assert.Equal(
            ["decision.date", "decision.number", "decision.signer", "period", "targets[0].text", "targets[1].comparator", "targets[1].id",
                "targets[2]", "targets[3].area",
                "targets[3].value", "tasks[0].answers[0]", "tasks[0].content", "tasks[0].deadline.to", "title"],
            problem.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(draft.Version, (await Officer(unit).PlanAsync(draft.Id)).Version);
    }

    [Fact]
    public async Task Save_BasedOnAnOlderVersion_IsRefusedWithBoth()
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit);
        await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", draft.Input()).ReadAsync<PlanView>();
        var problem = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", draft.Input()).ProblemAsync();
        Assert.Equal((409, "PLN-0008"), (problem.Status, problem.Code));
        Assert.Contains("là 2", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("trên 1", problem.Detail, StringComparison.Ordinal);
        problem = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", draft.Input() with { Version = null }, ("If-Match", "\"1\""))
            .ProblemAsync();
        Assert.Equal("PLN-0008", problem.Code);
        Assert.Equal(
            HttpStatusCode.OK,
            (await Officer(unit)
                .PutJsonAsync($"/api/plans/{draft.Id}", draft.Input() with { Version = null }, ("If-Match", "\"2\""))).StatusCode);
    }

    [Fact]
    public async Task Findings_OfACorrectedField_GoAway_AndOfAnEmptiedOneCome()
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit, Samples.Plan.Replace("Hàng quý", "Các phòng, đơn vị", StringComparison.Ordinal));
        var wrong = Assert.Single(draft.Findings, f => f.Code == "PLN-I-042");
        Assert.Equal(("tasks[1].deadline", draft.Tasks[1].Id), (wrong.Field, wrong.Row!.Value));
        var input = draft.Input();
        var task = input.Tasks![1]! with { Deadline = new("Hàng tháng", null, null, null, null, null), LeadAgency = null };
        var saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", input with { Tasks = [task, input.Tasks[0]] })
            .ReadAsync<PlanView>();
        Assert.DoesNotContain(saved.Findings, f => f.Code is "PLN-I-042" or "PLN-I-041");
        Assert.Contains(saved.Findings, f => f.Code == "PLN-I-036" && f.Field == "tasks[0].leadAgency");
        Assert.Equal(6, saved.Tasks[0].Deadline.DueDates.Count);
    }

    [Fact]
    public async Task Finding_MarkedSettled_SaysByWhomUntilItsFieldChanges()
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit);
        var signer = Assert.Single(draft.Findings, f => f.Part == "decision.signer");
        var saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", draft.Input() with { Resolved = [signer.Id] })
            .ReadAsync<PlanView>();
        Assert.Equal(draft.Open.Infos - 1, saved.Open.Infos);
        var settled = Assert.Single(saved.Findings, f => f.Id == signer.Id);
        Assert.Equal(($"{unit}-officer", true), (settled.ResolvedBy, settled.ResolvedAt is not null));
        saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", saved.Input()).ReadAsync<PlanView>();
        Assert.NotNull(Assert.Single(saved.Findings, f => f.Id == signer.Id).ResolvedBy);
        saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", saved.Input() with { Resolved = [] }).ReadAsync<PlanView>();
        Assert.Null(Assert.Single(saved.Findings, f => f.Id == signer.Id).ResolvedBy);
    }

    [Fact]
    public async Task Duplicates_InThePlanAndOverlaps_AreWarnedOf()
    {
        var unit = _platform.NextUnit();
        var first = await _platform.IssuedAsync(unit);
        var draft = await _platform.DraftAsync(unit);
        Assert.Contains(draft.Findings, f => f.Code == "PLN-I-112" && f.Message.Contains(first.Title, StringComparison.Ordinal));
        Assert.Contains(draft.Findings, f => f.Code == "PLN-I-113" && f.Field == "decision.number");
        var input = draft.Input();
        var doubled = input.Tasks![0]! with { Id = null, Content = "RÀ SOÁT  văn bản." };
        var saved = await Officer(unit).PutJsonAsync($"/api/plans/{draft.Id}", input with { Tasks = [.. input.Tasks, doubled] })
            .ReadAsync<PlanView>();
        Assert.Contains(saved.Findings, f => f.Code == "PLN-I-110" && f.Field == "tasks[2].content");
        Assert.Equal([], (await Officer(unit).PlanAsync(first.Id)).Findings);
    }

    [Theory]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"title\":5}", 400)]
    [InlineData("{\"tasks\":[{\"deadline\":{\"from\":\"2025-02-30\"}}]}", 400)]
    [InlineData("{\"targets\":[{\"value\":1e400}]}", 400)]
    [InlineData("{\"title\":\"a\\u0000b\"}", 422)]
    [InlineData("{\"title\":\"\\ud800\"}", 400)]
    [InlineData("{}", 422)]
    public async Task Save_OfABrokenBody_IsRefused(string body, int status)
    {
        var unit = _platform.NextUnit();
        var draft = await _platform.DraftAsync(unit);
        Assert.Equal(status, (await Officer(unit).SendRawAsync(HttpMethod.Put, $"/api/plans/{draft.Id}", body).ProblemAsync()).Status);
    }

    [Fact]
    public async Task Create_ByHand_StartsAnEmptyDraft_AlsoForTheCity()
    {
        var unit = _platform.NextUnit();
        using var created = await Officer(unit)
            .PostJsonAsync("/api/plans", new { orgUnit = unit, title = "Kế hoạch tay", period = "2026" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var plan = await created.ReadAsync<PlanView>();
        Assert.Equal(("draft", "2026", "", 0), (plan.State, plan.Period, plan.FileName, plan.Tasks.Count));
        Assert.Equal(
            "31", (await _platform.Admin("Plans").PostJsonAsync("/api/plans", new { orgUnit = "31" }).ReadAsync<PlanView>()).OrgUnit);
        Assert.Equal("AUTH-0002", (await Officer(unit).PostJsonAsync("/api/plans", new { orgUnit = "31" }).ProblemAsync()).Code);
        Assert.Equal("REQ-0010", (await Officer(unit).PostJsonAsync("/api/plans", new { orgUnit = (string?)null }).ProblemAsync()).Code);
        var city = await _platform.DraftAsync("31");
        Assert.Equal("31", city.OrgUnit);
    }

    [Fact]
    public async Task Copy_OfLastYearsPlan_MovesYearsAndEmptiesTheDecision()
    {
        var unit = _platform.NextUnit();
        var plan = await _platform.IssuedAsync(unit);
        var copy = await Officer(unit).PostJsonAsync($"/api/plans/{plan.Id}/copy", new { period = "2026-H2" }).ReadAsync<PlanView>();
        Assert.Equal(
            ("draft", "2026-H2", null, "Kế hoạch Cải cách hành chính 6 tháng cuối năm 2026"),
            (copy.State, copy.Period, copy.Decision.Number, copy.Title));
        Assert.Equal(
            ("Trước ngày 10/12/2026", new DateOnly(2026, 12, 10)), (copy.Tasks[0].Deadline.Text, copy.Tasks[0].Deadline.To!.Value));
        Assert.DoesNotContain(copy.Tasks, t => plan.Tasks.Any(p => p.Id == t.Id));
        Assert.Contains(copy.Findings, f => f.Code == "PLN-I-121");
        Assert.Contains(copy.Findings, f => f.Code == "PLN-I-125" && f.Field == "tasks[0].deadline");
        Assert.Equal(
            ["period"],
            (await Officer(unit).PostJsonAsync($"/api/plans/{plan.Id}/copy", new { period = "năm sau" }).ProblemAsync()).Fields);
    }
}

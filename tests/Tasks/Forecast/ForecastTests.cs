using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Local.Demo;
using Platform.Tasks.Forecast;
using Platform.Testing;
using static Platform.Tasks.Forecast.ForecastEndpoint;

namespace Platform.Tasks.Tests.Forecast;

/// <summary>The forecast's parts, and the forecast over HTTP.</summary>
public sealed class ForecastTests
{
    private static readonly DateOnly Due = new(2025, 3, 31);

    private static Outcome Past(int number, bool late, string unit = "11593", int area = 1) => new(
        unit, "KT", area, "byDate", Due.AddDays(-60 - number), Due.AddDays(-number), Due.AddDays(-number + (late ? 5 : -3)),
        [new(Due.AddDays(-30 - number), 50)]);

    private static Sight Open(int? percent = 50, int daysLeft = 5, string unit = "11593", int area = 1) =>
        new(unit, "KT", area, "byDate", Due.AddDays(-20), Due.AddDays(40), Due.AddDays(33), percent, daysLeft);

    [Fact]
    public void TooLittleToLearnFrom_SaysNothing()
    {
        Assert.Null(ForecastModel.From([], WorkingCalendar.Plain));
        Assert.Null(ForecastModel.From([.. Enumerable.Range(0, 199).Select(i => Past(i, i % 2 == 0))], WorkingCalendar.Plain));
        Assert.Null(ForecastModel.From([.. Enumerable.Range(0, 400).Select(i => Past(i, i < 29))], WorkingCalendar.Plain));
        Assert.NotNull(ForecastModel.From([.. Enumerable.Range(0, 400).Select(i => Past(i, i % 3 == 0))], WorkingCalendar.Plain));
    }

    [Fact]
    public void FewTasks_SayLittle()
    {
        Assert.Equal(0.2, new LateCount(0, 0).Share(0.2, 8), 6);
        Assert.InRange(new LateCount(1, 1).Share(0.2, 8), 0.25, 0.35);
        Assert.InRange(new LateCount(80, 100).Share(0.2, 8), 0.7, 0.8);
    }

    [Fact]
    public void Likelihood_GrowsWithALateUnit_AndFallsWithProgress()
    {
        var past = DemoHistory.Of("11593").Concat(DemoHistory.Of("11596")).Concat(DemoHistory.Of("11602")).Concat(DemoHistory.Of("11605"))
            .Select(
                t => new Outcome(
                    t.OrgUnit, t.Office, t.Area, t.Kind, t.From, t.Due, t.CompletedOn,
                    [.. t.Marks.Select(m => new ProgressMark(m.On, m.Percent))]))
            .Concat(Enumerable.Range(0, 30).Select(i => Past(i, late: true, unit: "99999"))).ToList();
        var model = ForecastModel.From(past, WorkingCalendar.Plain)!;
        Assert.True(model.Likelihood(Open(unit: "99999")) > model.Likelihood(Open()));
        var by = new[] { 0, 20, 40, 60, 80, 100 }.Select(p => model.Likelihood(Open(p))).ToList();
        Assert.Equal(by.OrderDescending(), by);
        Assert.Contains(
            model.Reasons(Open(10)),
            r => r == "Còn 5 ngày làm việc, tiến độ 10%" || r.StartsWith("Chưa báo cáo", StringComparison.Ordinal));
        Assert.Contains(model.Reasons(Open(unit: "99999")), r => r.StartsWith("Đơn vị này đã chậm 30/30", StringComparison.Ordinal));
        Assert.All(past, o => Assert.NotEmpty(model.Reasons(Open(unit: o.OrgUnit, area: o.Area))));
    }

    [Fact]
    public void Examples_KnowNothingOfTheirFuture()
    {
        // The same beginning with two different ends: what is seen before the ends is the same.
        var beginning = Enumerable.Range(20, 80).Select(i => Past(i, i % 4 == 0)).ToList();
        List<Example> See(bool late) => Training.Examples(
            [.. beginning, .. Enumerable.Range(0, 20).Select(i => Past(i, late))], WorkingCalendar.Plain, new());
        // Before any of them had ended.
        var until = Due.AddDays(-27);
        Assert.Equal(
            See(true).Where(e => e.Sight.On <= until).SelectMany(e => e.Features),
            See(false).Where(e => e.Sight.On <= until).SelectMany(e => e.Features));
    }

    [Fact]
    public async Task Forecast_OverHttp_NeedsHistory_AndKeepsToTheScope()
    {
        await using var platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T09:00:00+07:00");
        var (unit, other) = (platform.NextUnit(), platform.NextUnit());
        await platform.DeliverAsync(
            "Tasks", Topics.PlanIssued,
            Plans.Plan(unit, 2, Plans.Task("a", "2025-09-22"), Plans.Task("b", "2025-10-30"), Plans.Task("far", "2026-06-30")));
        var (admin, officer) = (platform.Admin("Tasks"), platform.Officer("Tasks", unit));
        Assert.False((await officer.GetAsync("/api/tasks/forecast").ReadAsync<ForecastView>()).Available);

        var tasks = platform.Units.LeavesUnder("31").Take(20).SelectMany(u => DemoHistory.Of(u.Code)).ToList();
        Assert.Equal("AUTH-0002", (await officer.PostJsonAsync("/api/tasks/forecast/history", new { tasks }).ProblemAsync()).Code);
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                tasks.Count,
                (await admin.PostJsonAsync("/api/tasks/forecast/history", new { tasks }).ReadAsync<PastTasksEndpoint.Taken>()).Count);

        var view = await officer.GetAsync("/api/tasks/forecast").ReadAsync<ForecastView>();
        Assert.Equal((true, tasks.Count, 2), (view.Available, view.Outcomes, view.Open));
        Assert.Equal(view.Items.OrderByDescending(i => i.Likelihood), view.Items);
        Assert.All(view.Items, i => Assert.True(i.Reasons.Count is > 0 and <= 3 && i.Likelihood is > 0 and < 1));
        Assert.Equal(2, (await admin.GetAsync("/api/tasks/forecast?orgUnit=31&take=1").ReadAsync<ForecastView>()).Open);
        Assert.Equal(
            view.Items[0].TaskId,
            Assert.Single((await officer.GetAsync($"/api/tasks/{view.Items[0].TaskId}/forecast").ReadAsync<ForecastView>()).Items).TaskId);

        Assert.Equal("AUTH-0002", (await officer.GetAsync($"/api/tasks/forecast?orgUnit={other}").ProblemAsync()).Code);
        Assert.Equal(
            "TSK-0001",
            (await platform.Officer("Tasks", other).GetAsync($"/api/tasks/{view.Items[0].TaskId}/forecast").ProblemAsync()).Code);
        foreach (var bad in (string[])["?take=0", "?take=201"])
            Assert.Equal("TSK-0103", (await officer.GetAsync($"/api/tasks/forecast{bad}").ProblemAsync()).Code);
        var problem = await admin.SendRawAsync(HttpMethod.Post, "/api/tasks/forecast/history", """
            {"tasks":[null,{"key":"k","orgUnit":"01","from":"2025-01-01","due":"2026-01-01","completedOn":"2024-01-01","area":9,
            "marks":[{"on":"2025-01-01","percent":101}]}]}
            """).ProblemAsync();
        Assert.Equal(
            ["tasks[0].key", "tasks[0].orgUnit", "tasks[0].due", "tasks[1].orgUnit", "tasks[1].due", "tasks[1].completedOn",
                "tasks[1].area", "tasks[1].marks"], problem.Fields);
    }
}

using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Answers;
using Platform.Tasks.Bulk;
using Platform.Tasks.Kpis;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;
using Platform.Tasks.Upkeep;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>Work lists, search, counts, exports, KPIs and bulk actions over HTTP.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private Task TakeAsync(string unit, params PlannedTaskV1[] tasks) =>
        _platform.DeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(unit, 2, tasks));

    private static Task<TaskPage> ListAsync(HttpClient client, string query) =>
        client.GetAsync($"/api/tasks?{query}").ReadAsync<TaskPage>();

    [Fact]
    public async Task Cursor_LeadsThroughEveryTaskOnce_InOrder_WhileOthersAreAdded()
    {
        var units = Enumerable.Range(0, 4).Select(_ => _platform.NextUnit()).ToList();
        foreach (var unit in units)
            await TakeAsync(
                unit, [.. Enumerable.Range(0, 30).Select(i => Plans.Task($"t{i}", i % 7 == 0 ? null : $"2025-10-{1 + (i % 5):00}"))]);
        var admin = _platform.Admin("Tasks");
        foreach (var sort in (string[])["due", "updated"])
        {
            var seen = new List<TaskView>();
            string? cursor = null;
            do
            {
                var page = await ListAsync(admin, $"scope=city&sort={sort}&pageSize=13{(cursor is null ? "" : $"&cursor={cursor}")}");
                Assert.Equal(cursor is null ? 120 : null, page.Total);
                seen.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(120, seen.Select(t => t.Id).Distinct().Count());
            Assert.Equal(120, seen.Count);
            if (sort == "due")
                Assert.Equal(seen.Select(t => t.DueOn ?? DateOnly.MaxValue).Order(), seen.Select(t => t.DueOn ?? DateOnly.MaxValue));
            else
                Assert.Equal(seen.Select(t => t.UpdatedAt).OrderDescending(), seen.Select(t => t.UpdatedAt));
        }
    }

    [Fact]
    public async Task Filters_AreThoseOfTheCaller()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(
            unit, Plans.Task("Rà soát thủ tục", "2025-09-18", area: 3), Plans.Task("Số hóa hồ sơ", "2025-09-29", area: 7),
            Plans.Task("Công khai", "2025-12-31"));
        var (leader, office) = (_platform.Leader("Tasks", unit), _platform.OfOffice(unit, "VHXH"));
        var ids = (await ListAsync(leader, "")).Items.Select(t => t.Id).ToList();
        await leader.PostJsonAsync($"/api/tasks/{ids[0]}/assign", new { office = "KT", assignee = $"{unit}-kt" }).ReadAsync<TaskView>();
        await leader.PostJsonAsync("/api/tasks", new { content = "Việc đột xuất", dueOn = "2025-09-17", office = "KT" })
            .ReadAsync<TaskView>();
        async Task<string> Of(HttpClient client, string query) => string.Join(
            ' ', (await ListAsync(client, query)).Items.Select(t => t.Content.Split(' ')[0]));

        Assert.Equal("Số Công", await Of(office, "scope=office"));
        Assert.Equal("Rà", await Of(_platform.OfOffice(unit, "KT"), "scope=mine"));
        Assert.Equal("Việc Rà", await Of(leader, "scope=office&office=KT"));
        Assert.Equal("Việc Rà", await Of(leader, "due=week&sort=due"));
        Assert.Equal("Việc Rà Số", await Of(leader, "due=month&sort=due"));
        Assert.Equal("Rà Số", await Of(leader, "due=2025-09-18..2025-09-30&sort=due"));
        Assert.Equal("Việc", await Of(leader, "origin=adHoc"));
        Assert.Equal("Số", await Of(leader, "q=SO HOA&area=7"));
        Assert.Equal("Rà", await Of(leader, $"assignee={unit}-kt"));
        Assert.Equal("", await Of(leader, "q=khong co gi"));
        var counts = (await ListAsync(leader, "counts=true&state=overdue")).States!;
        Assert.Equal((4, 0), (counts[TaskStates.NotStarted], counts[TaskStates.Overdue]));
    }

    [Theory]
    [InlineData("ho so", 2)]
    [InlineData("hồ sơ", 2)]
    [InlineData("HO", 3)]
    [InlineData("so hoa", 1)]
    [InlineData("hoa so", 1)]
    [InlineData("đất đai", 1)]
    [InlineData("dat dai", 1)]
    [InlineData("oa", 0)]
    [InlineData("khong", 0)]
    [InlineData("đ31", 0)]
    [InlineData("\"*(", 5)]
    public async Task Search_InACity_IgnoresDiacritics_AndFindsBeginningsOfWords(string query, int found)
    {
        var (one, other) = (_platform.NextUnit(), _platform.NextUnit());
        await TakeAsync(one, Plans.Task("Số hóa hồ sơ"), Plans.Task("Giải quyết hồ sơ đất đai"), Plans.Task("Họp giao ban"));
        await TakeAsync(other, Plans.Task("Tuyên truyền"), Plans.Task("Kiểm tra"));
        Assert.Equal(found, (await ListAsync(_platform.Admin("Tasks"), $"scope=city&q={Uri.EscapeDataString(query)}")).Total);
    }

    [Fact]
    public async Task State_InTheMinuteAfterMidnight_IsTheSameInListCountsAndView_BeforeTheSweepHasComeBy()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(unit, Plans.Task("due", "2025-09-15"), Plans.Task("later", "2025-09-16"));
        // As on the next morning, with the sweep still to come: what is stored is of the day before.
        await _platform.DbAsync<TasksDb, int>(
            "Tasks",
            db => db.Tasks.Where(t => t.Content == "due")
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.OverdueAfter, new DateOnly(2025, 9, 14))));
        foreach (var client in (HttpClient[])[_platform.Leader("Tasks", unit), _platform.Admin("Tasks")])
        {
            var overdue = await ListAsync(client, "state=overdue&counts=true");
            Assert.Equal(("due", TaskStates.Overdue), Assert.Single(overdue.Items) is var t ? (t.Content, t.State) : default);
            Assert.Equal((1, 1), (overdue.States![TaskStates.Overdue], overdue.States[TaskStates.NotStarted]));
            Assert.Equal("later", Assert.Single((await ListAsync(client, "state=notStarted")).Items).Content);
        }
        var kpi = await _platform.Leader("Tasks", unit).GetAsync("/api/tasks/kpis?period=2025&by=area").ReadAsync<KpisEndpoint.KpiAnswer>();
        Assert.Equal((2, 1, 1), (kpi.Total.Planned, kpi.Total.Overdue, kpi.Total.NotStarted));
    }

    [Fact]
    public async Task Sweep_AfterADayOffWasAdded_MovesTheDueDate()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(unit, Plans.Task("due", "2025-09-19"));
        await _platform.DbAsync<TasksDb, int>(
            "Tasks", db => db.Tasks.ExecuteUpdateAsync(s => s.SetProperty(t => t.DueDates, "[\"2025-09-20\"]")));
        // The written date is a Saturday by now: on Saturday morning the task is looked at, and is due on Monday.
        var watch = new OverdueWatch(
            _platform.Scopes("Tasks"), _platform.Get<WorkingDays>("Tasks"), new ManualTime(VietnamTime.EndOf(new(2025, 9, 19))),
            new OutboxSignal(), NullLogger<OverdueWatch>.Instance);
        Assert.Equal(1, await watch.SweepAsync(default));
        Assert.Equal(0, await watch.SweepAsync(default));
        var row = await _platform.DbAsync<TasksDb, TaskRow>("Tasks", db => db.Tasks.SingleAsync());
        Assert.Equal((TaskStates.NotStarted, new DateOnly(2025, 9, 22)), (row.State, row.DueOn!.Value));
    }

    [Fact]
    public async Task Export_HoldsTheFilteredList_AsCsvAndAsWorkbook()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(
            unit, Plans.Task("=HYPERLINK(1)", "2025-09-30"), Plans.Task("Số hóa, \"hồ sơ\"", "2025-09-18"), Plans.Task("khác", area: 5));
        var officer = _platform.Officer("Tasks", unit);
        var csv = System.Text.Encoding.UTF8.GetString(await officer.GetByteArrayAsync("/api/tasks/export?format=csv&area=1"));
        var lines = csv.Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("\uFEFFMã đơn vị,Đơn vị", lines[0]);
        Assert.Contains("\"Số hóa, \"\"hồ sơ\"\"\"", lines[1]);
        Assert.Contains("'=HYPERLINK(1)", lines[2]);
        using var book = new ZipArchive(await officer.GetStreamAsync("/api/tasks/export"));
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains("Số hóa", await sheet.ReadToEndAsync());
        Assert.Equal("TSK-0003", (await officer.GetAsync("/api/tasks/export?format=pdf").ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await officer.GetAsync("/api/tasks/export?orgUnit=31").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Kpis_OfTheCity_AreTheSumOfItsCommunes_AndFollowWhatIsDone()
    {
        var units = new[] { _platform.NextUnit(), _platform.NextUnit() };
        foreach (var unit in units)
            await TakeAsync(unit, Plans.Task("a", "2025-09-01"), Plans.Task("b", "2025-09-10", area: 2), Plans.Task("c", "2025-12-31"));
        var leader = _platform.Leader("Tasks", units[0]);
        var ids = (await ListAsync(leader, "")).Items.Select(t => t.Id).ToList();
        await leader.PostJsonAsync($"/api/tasks/{ids[0]}/progress", new { percent = 100, completedOn = "2025-09-08" })
            .ReadAsync<TaskView>();
        await leader.PostJsonAsync($"/api/tasks/{ids[1]}/progress", new { percent = 100, completedOn = "2025-09-13" })
            .ReadAsync<TaskView>();
        await leader.PostJsonAsync($"/api/tasks/{ids[2]}/progress", new { percent = 100, completedOn = "2025-09-14" })
            .ReadAsync<TaskView>();
        var city = await _platform.Admin("Tasks").GetAsync("/api/tasks/kpis?period=2025").ReadAsync<KpisEndpoint.KpiAnswer>();
        Assert.Equal([units[0], units[1]], city.Rows.Select(r => r.Key).Order());
        Assert.Equal(
            (6, 3, 1, 2, 2, 10, 5.0m),
            (city.Total.Planned, city.Total.Done, city.Total.OnTime, city.Total.Late, city.Total.Overdue, city.Total.DelayDays,
                city.Total.MeanDelay!.Value));
        var sum = KpiLine.None;
        foreach (var unit in units)
            sum = sum.Add(
                (await _platform.Leader("Tasks", unit).GetAsync("/api/tasks/kpis?period=2025").ReadAsync<KpisEndpoint.KpiAnswer>()).Total);
        Assert.Equal(city.Total, sum);
        Assert.Equal(
            (4, 2), (await leader.GetAsync("/api/tasks/kpis?period=2025-Q3&by=office").ReadAsync<KpisEndpoint.KpiAnswer>()).Total is var q
            ? (q.Planned + 2, q.Late) : default);
        Assert.Equal("REQ-0011", (await leader.GetAsync("/api/tasks/kpis?period=2025-Q9").ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await leader.GetAsync("/api/tasks/kpis?orgUnit=31").ProblemAsync()).Code);
        // The event carries the delay, so that the sums of the region can be told from its communes' alone.
        await _platform.Broker.WaitForAsync<TaskChangedV1>(
            Topics.TaskChanged, e => e.TaskId == ids[0] && e is { DelayDays: 7, State: TaskStates.DoneLate, Origin: "plan" });
    }

    [Fact]
    public async Task Bulk_TellsOfEachTask_AndARefusedOneLeavesTheOthersAlone()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        await TakeAsync(unit, Plans.Task("a"), Plans.Task("b"));
        await TakeAsync(other, Plans.Task("c"));
        var officer = _platform.Officer("Tasks", unit);
        var own = (await ListAsync(officer, "")).Items.Select(t => t.Id).ToList();
        var foreign = (await ListAsync(_platform.Officer("Tasks", other), "")).Items[0].Id;
        var body = new { action = "progress", ids = new[] { own[0], foreign, own[1], own[0] }, progress = new { percent = 50 } };
        var answer = await officer.PostJsonAsync("/api/tasks/bulk", body, ("Idempotency-Key", "k")).ReadAsync<BulkEndpoint.BulkAnswer>();
        Assert.Equal((2, 1), (answer.Done, answer.Refused));
        Assert.Equal([(own[0], null), (foreign, "TSK-0001"), (own[1], (string?)null)], answer.Results.Select(r => (r.Id, r.Code)));
        await officer.PostJsonAsync("/api/tasks/bulk", body, ("Idempotency-Key", "k")).ReadAsync<BulkEndpoint.BulkAnswer>();
        Assert.Equal(2, await _platform.DbAsync<TasksDb, int>("Tasks", db => db.Progress.CountAsync()));
        var refused = await officer.PostJsonAsync(
            "/api/tasks/bulk", new { action = "cancel", ids = own, cancel = new { reason = "x" } }).ReadAsync<BulkEndpoint.BulkAnswer>();
        Assert.All(refused.Results, r => Assert.Equal("AUTH-0002", r.Code));
    }
}

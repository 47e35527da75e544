using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Tasks;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Answers;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;
using Platform.Tasks.Upkeep;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>The task book over HTTP, fed by plan events.</summary>
public sealed class TaskBookTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private Task TakeAsync(PlanIssuedV1 plan) => _platform.DeliverAsync("Tasks", Topics.PlanIssued, plan);

    private Task<TaskPage> ListAsync(string unit, string query = "") =>
        _platform.Officer("Tasks", unit).GetAsync($"/api/tasks?orgUnit={unit}{query}").ReadAsync<TaskPage>();

    [Fact]
    public async Task PlanEvents_TwiceReorderedAndLate_EndWithTheNewestPlan()
    {
        var unit = _platform.NextUnit();
        var first = Plans.Plan(unit, 2, Plans.Task("a"), Plans.Task("b"));
        var amended = Plans.Amended(first, 3, first.Tasks[0] with { Content = "a2" }, Plans.Task("c"));
        await _platform.DeliverAsync("Tasks", Topics.PlanAmended, amended);
        await TakeAsync(first);
        await _platform.DeliverAsync("Tasks", Topics.PlanAmended, amended);
        Assert.Equal(["a2", "c"], (await ListAsync(unit)).Items.Select(t => t.Content));

        var other = _platform.NextUnit();
        var plan = Plans.Plan(other, 2, Plans.Task("a"), Plans.Task("b"));
        await TakeAsync(plan);
        await TakeAsync(plan);
        await _platform.DeliverAsync("Tasks", Topics.PlanAmended, Plans.Amended(plan, 3, plan.Tasks[0]));
        var tasks = (await ListAsync(other)).Items;
        Assert.Equal([TaskStates.NotStarted, TaskStates.Cancelled], tasks.Select(t => t.State));
        var cancelled = await _platform.Broker.WaitForAsync<TaskChangedV1>(
            Topics.TaskChanged, e => e.TaskId == tasks[1].Id && e.State == TaskStates.Cancelled);
        Assert.Equal((2025, 2025, 2L), (cancelled.FromYear, cancelled.ToYear, cancelled.Version));
        Assert.Equal(
            "TSK-0002",
            (await _platform.Officer("Tasks", other).PostJsonAsync($"/api/tasks/{tasks[1].Id}/progress", new { percent = 5 })
                .ProblemAsync()).Code);
    }

    [Fact]
    public async Task PlanEvents_DeliveredInParallel_MakeEachTaskOnce()
    {
        var unit = _platform.NextUnit();
        var plan = Plans.Plan(unit, 2, [.. Enumerable.Range(0, 30).Select(i => Plans.Task($"t{i}"))]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(plan)));
        Assert.Equal(30, (await ListAsync(unit)).Total);
        await Eventually.IsTrueAsync(
            "thirty announcements and no more",
            () => _platform.Broker.Of<TaskChangedV1>(Topics.TaskChanged).Count(e => e.OrgUnit == unit) == 30);
    }

    [Fact]
    public async Task Progress_IsKeptWithItsHistory_AndAnnounced()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(Plans.Plan(unit, 2, Plans.Task("a")));
        var task = (await ListAsync(unit)).Items[0];
        var officer = _platform.Officer("Tasks", unit);
        await officer.PostJsonAsync($"/api/tasks/{task.Id}/progress", new { percent = 30, comment = "Đang làm." }).ReadAsync<TaskView>();
        var done = await _platform.Leader("Tasks", unit).PostJsonAsync($"/api/tasks/{task.Id}/progress", new { percent = 100 })
            .ReadAsync<TaskView>();
        Assert.Equal((TaskStates.DoneOnTime, new DateOnly(2025, 9, 15)), (done.State, done.CompletedOn));

        var detail = await officer.GetAsync($"/api/tasks/{task.Id}").ReadAsync<TaskDetail>();
        Assert.Equal(
            [(0, 30, $"{unit}-officer"), (30, 100, $"{unit}-leader")], detail.History.Select(h => (h.PercentBefore, h.Percent, h.By)));
        await _platform.Broker.WaitForAsync<TaskChangedV1>(
            Topics.TaskChanged, e => e.TaskId == task.Id && e.State == TaskStates.DoneOnTime && e.Version == 3);
    }

    [Fact]
    public async Task Progress_WithTheSameKey_CountsOnce()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(Plans.Plan(unit, 2, Plans.Task("a")));
        var path = $"/api/tasks/{(await ListAsync(unit)).Items[0].Id}/progress";
        var officer = _platform.Officer("Tasks", unit);
        await Task.WhenAll(
            Enumerable.Range(0, 5)
                .Select(_ => officer.PostJsonAsync(path, new { percent = 30 }, ("Idempotency-Key", "k")).ReadAsync<TaskView>()));
        Assert.Equal(1, await _platform.DbAsync<TasksDb, int>("Tasks", db => db.Progress.CountAsync()));
        Assert.Equal("REQ-0012", (await officer.PostJsonAsync(path, new { percent = 40 }, ("Idempotency-Key", "k")).ProblemAsync()).Code);
    }

    [Fact]
    public async Task Tasks_OutOfScope_AreNotThere()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        await TakeAsync(Plans.Plan(unit, 2, Plans.Task("a")));
        var id = (await ListAsync(unit)).Items[0].Id;
        var stranger = _platform.Leader("Tasks", other);
        Assert.Equal("TSK-0001", (await stranger.GetAsync($"/api/tasks/{id}").ProblemAsync()).Code);
        Assert.Equal("TSK-0001", (await stranger.PostJsonAsync($"/api/tasks/{id}/progress", new { percent = 5 }).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await stranger.GetAsync($"/api/tasks?orgUnit={unit}").ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await stranger.GetAsync("/api/tasks?orgUnit=31").ProblemAsync()).Code);
        Assert.Equal(0, (await stranger.GetAsync("/api/tasks").ReadAsync<TaskPage>()).Total);
        Assert.Equal(
            "AUTH-0002",
            (await _platform.Analyst("Tasks").PostJsonAsync($"/api/tasks/{id}/progress", new { percent = 5 }).ProblemAsync()).Code);
        Assert.Equal(1, (await _platform.Analyst("Tasks").GetAsync("/api/tasks?orgUnit=31").ReadAsync<TaskPage>()).Total);
    }

    [Fact]
    public async Task List_FiltersAndPages()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(Plans.Plan(unit, 2, [.. Enumerable.Range(0, 25).Select(i => Plans.Task($"t{i}", area: 1 + (i % 3)))]));
        var page = await ListAsync(unit, "&page=3&pageSize=10");
        Assert.Equal((25, 3, 10), (page.Total, page.Page, page.PageSize));
        Assert.Equal(["t20", "t21", "t22", "t23", "t24"], page.Items.Select(t => t.Content));
        Assert.Equal(8, (await ListAsync(unit, "&area=2")).Total);
        Assert.Equal(25, (await ListAsync(unit, "&year=2025&state=notStarted")).Total);
        Assert.Equal(0, (await ListAsync(unit, "&year=2026")).Total);
        foreach (var bad in (string[])["page=0", "pageSize=0", "pageSize=501", "page=2147483647", "page=21474837&pageSize=500"])
            Assert.Equal("TSK-0003", (await _platform.Officer("Tasks", unit).GetAsync($"/api/tasks?{bad}").ProblemAsync()).Code);
        foreach (var bad in (string[])["page=x", "area=x", "planId=x", "year=99999999999"])
            Assert.Equal("REQ-0001", (await _platform.Officer("Tasks", unit).GetAsync($"/api/tasks?{bad}").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Overdue_IsFoundWhenTheDayIsOver_Once()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(
            Plans.Plan(
                unit, 2, Plans.Task("due", "2025-09-19"), Plans.Task("later", "2025-12-31"), Plans.Task("open", null),
                Plans.Task("done", "2025-09-19")));
        var done = (await ListAsync(unit)).Items[3].Id;
        await _platform.Officer("Tasks", unit).PostJsonAsync($"/api/tasks/{done}/progress", new { percent = 100 }).ReadAsync<TaskView>();

        var time = new ManualTime(VietnamTime.EndOf(new(2025, 9, 19)).AddMilliseconds(-1));
        var watch = new OverdueWatch(
            _platform.Scopes("Tasks"), _platform.Get<WorkingDays>("Tasks"), time, new OutboxSignal(), NullLogger<OverdueWatch>.Instance);
        Assert.Equal(0, await watch.SweepAsync(default));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await watch.SweepAsync(default));
        Assert.Equal(0, await watch.SweepAsync(default));
        var row = await _platform.DbAsync<TasksDb, TaskRow>("Tasks", db => db.Tasks.SingleAsync(t => t.State == TaskStates.Overdue));
        Assert.Equal(("due", 2L), (row.Content, row.Version));
        var said = await _platform.DbAsync<TasksDb, OutboxMessage>("Tasks", db => db.Outbox.OrderBy(m => m.Id).LastAsync());
        Assert.Equal(Topics.TaskChanged, said.Topic);
        Assert.Contains($"\"taskId\":\"{row.Id}\"", said.Payload, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"overdue\"", said.Payload, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromDays(200));
        Assert.Equal(1, await watch.SweepAsync(default));
    }

    [Fact]
    public async Task Overdue_OfManyTasks_GoesInBatches()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(Plans.Plan(unit, 2, [.. Enumerable.Range(0, 700).Select(i => Plans.Task($"t{i}", "2025-09-19"))]));
        var watch = new OverdueWatch(
            _platform.Scopes("Tasks"), _platform.Get<WorkingDays>("Tasks"), new ManualTime(VietnamTime.EndOf(new(2025, 9, 19))),
            new OutboxSignal(), NullLogger<OverdueWatch>.Instance);
        Assert.Equal((500, 200, 0), (await watch.SweepAsync(default), await watch.SweepAsync(default), await watch.SweepAsync(default)));
    }

    [Fact]
    public async Task Counters_AreForTheCallersScope()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(Plans.Plan(unit, 2, Plans.Task("a"), Plans.Task("b"), Plans.Task("c")));
        var id = (await ListAsync(unit)).Items[0].Id;
        await _platform.Officer("Tasks", unit).PostJsonAsync($"/api/tasks/{id}/progress", new { percent = 100 }).ReadAsync<TaskView>();

        using var channel = GrpcChannel.ForAddress(_platform.GrpcAddress("Tasks"));
        var client = new TaskCounters.TaskCountersClient(channel);
        Metadata As(string user, string of) => new() { { "authorization", $"Bearer {_platform.Token(user, of, "commune-officer")}" } };
        var counters = await client.GetAsync(new() { OrgUnit = unit, Year = 2025 }, As("u", unit));
        Assert.Equal((3, 1, 0), (counters.Total, counters.Done, counters.Overdue));
        Assert.Equal(0, (await client.GetAsync(new() { OrgUnit = unit, Year = 2026 }, As("u", unit))).Total);

        async Task<StatusCode> RefusedAsync(string of, Metadata? headers) =>
            (await Assert.ThrowsAsync<RpcException>(
                () => client.GetAsync(new() { OrgUnit = of, Year = 2025 }, headers).ResponseAsync)).StatusCode;
        Assert.Equal(StatusCode.PermissionDenied, await RefusedAsync(unit, As("u", _platform.NextUnit())));
        Assert.Equal(StatusCode.NotFound, await RefusedAsync("99999", As("u", unit)));
        Assert.Equal(StatusCode.Unauthenticated, await RefusedAsync(unit, null));
    }

    [Fact]
    public async Task Event_WithoutTheSidecarsToken_IsRefused()
    {
        using var answer = await _platform.TryDeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(_platform.NextUnit(), 1), token: "");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}

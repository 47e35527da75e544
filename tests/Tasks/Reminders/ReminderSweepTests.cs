using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Reminders;
using Platform.Tasks.Storage;
using Platform.Tasks.Upkeep;
using Platform.Testing;
using static Platform.Tasks.Reminders.RulesEndpoint;

namespace Platform.Tasks.Tests.Reminders;

/// <summary>The sweep on a real store: once each, nothing lost when it dies, nothing at night.</summary>
public sealed class ReminderSweepTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(DateTimeOffset.Parse("2025-09-15T09:00:00+07:00"));
    private TestPlatform _platform = null!;

    // The service's own sweep would be in the way of those that the tests run.
    public async Task InitializeAsync() =>
        _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T09:00:00+07:00", new() { ["Reminders:EveryMinutes"] = "1440" });

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private ReminderSweep Sweep() => new(
        _platform.Scopes("Tasks"), _platform.Get<OrgUnitDirectory>("Tasks"), _platform.Get<WorkingDays>("Tasks"),
        Options.Create(new ReminderOptions()),
        _time, _platform.Get<OutboxSignal>("Tasks"), NullLogger<ReminderSweep>.Instance);

    private Task TakeAsync(PlanIssuedV1 plan) => _platform.DeliverAsync("Tasks", Topics.PlanIssued, plan);

    private async Task<List<NoticeRaisedV1>> NoticesAsync()
    {
        await Eventually.IsTrueAsync(
            "the outbox is empty", () => _platform.DbAsync<TasksDb, bool>("Tasks", async db => !await db.Outbox.AnyAsync()));
        return [.. _platform.Broker.Of<NoticeRaisedV1>(Topics.NoticeRaised)];
    }

    [Fact]
    public async Task Task_IsRemindedOfAtEachStep_AndAtNoneTwice()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(
            Plans.Plan(
                unit, 2, Plans.Task("a", "2025-09-24"), Plans.Task("b", "2025-09-24"), Plans.Task("later"), Plans.Task("never", null)));
        Assert.Equal(2, await Sweep().PassAsync(default));
        Assert.Equal(0, await Sweep().PassAsync(default));
        var first = Assert.Single(await NoticesAsync());
        Assert.Equal(
            ("Còn 7 ngày làm việc: 2 nhiệm vụ", "task-due-soon", unit, $"/don-vi/{unit}"),
            (first.Title, first.Kind, first.OrgUnit, first.Link));

        var counts = new List<int>();
        for (var day = 0; day < 60; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            counts.Add(await Sweep().PassAsync(default));
            Assert.Equal(0, await Sweep().PassAsync(default));
        }
        // before-1, on, after-1, after-5, after-15 and three repetitions by mid-November: two tasks each.
        Assert.Equal(7, counts.Count(c => c == 2));
        Assert.Equal(14, counts.Sum());
        // The service's clock stood still: the events leave when it has come that far.
        await _platform.RestartAsync("2025-12-01T09:00:00+07:00");
        var notices = await NoticesAsync();
        Assert.Equal(notices.Count, notices.Select(n => n.NoticeId).Distinct().Count());
        Assert.Contains(notices, n => n.Kind == "task-escalated" && n.To[0] == new NoticeAudienceV1("31", Role: "city-admin"));
    }

    [Fact]
    public async Task DoneAndCancelledTasks_AreLeftAlone()
    {
        var unit = _platform.NextUnit();
        var plan = Plans.Plan(
            unit, 2, Plans.Task("done", "2025-09-16"), Plans.Task("cancelled", "2025-09-16"), Plans.Task("open", "2025-09-16"));
        await TakeAsync(plan);
        await _platform.DeliverAsync("Tasks", Topics.PlanAmended, Plans.Amended(plan, 3, plan.Tasks[0], plan.Tasks[2]));
        await _platform.Officer("Tasks", unit).PostJsonAsync($"/api/tasks/{plan.Tasks[0].TaskId}/progress", new { percent = 100 })
            .ReadAsync<object>();
        Assert.Equal(1, await Sweep().PassAsync(default));
        Assert.Contains("open", Assert.Single(await NoticesAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExtendedDueDate_StartsAnew()
    {
        var unit = _platform.NextUnit();
        var plan = Plans.Plan(unit, 2, Plans.Task("a", "2025-09-16"));
        await TakeAsync(plan);
        Assert.Equal(1, await Sweep().PassAsync(default));
        var due = new DateOnly(2025, 9, 17);
        await _platform.DeliverAsync(
            "Tasks", Topics.PlanAmended,
            Plans.Amended(plan, 3, plan.Tasks[0] with { Deadline = plan.Tasks[0].Deadline with { DueDates = [due] } }));
        Assert.Equal(1, await Sweep().PassAsync(default));
        Assert.Equal(0, await Sweep().PassAsync(default));
    }

    [Theory]
    [InlineData("2025-09-15T06:59:00+07:00")]
    [InlineData("2025-09-15T17:00:00+07:00")]
    [InlineData("2025-09-14T09:00:00+07:00")]
    public async Task OutsideTheHours_NothingIsSent(string now)
    {
        await TakeAsync(Plans.Plan(_platform.NextUnit(), 2, Plans.Task("a", "2025-09-10")));
        _time.Advance(DateTimeOffset.Parse(now) - _time.GetUtcNow());
        Assert.Equal(0, await Sweep().PassAsync(default));
    }

    [Fact]
    public async Task AfterALongPause_OnlyTheNewestStepIsSent()
    {
        await TakeAsync(Plans.Plan(_platform.NextUnit(), 2, Plans.Task("a", "2025-09-16")));
        await Sweep().PassAsync(default);
        _time.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await Sweep().PassAsync(default));
        Assert.Equal(
            ["after-5", "before-1"],
            await _platform.DbAsync<TasksDb, List<string>>(
                "Tasks", db => db.Set<ReminderSentRow>().Select(r => r.Step).OrderBy(s => s).ToListAsync()));
    }

    [Fact]
    public async Task KilledInTheMiddle_NothingIsLostAndNothingTwice()
    {
        const int Units = 40;
        foreach (var _ in Enumerable.Range(0, Units))
            await TakeAsync(
                Plans.Plan(
                    _platform.NextUnit(), 2, Plans.Task("a", "2025-09-05"), Plans.Task("b", "2025-09-16"), Plans.Task("c", "2025-09-15")));
        var passes = 0;
        for (var unitsBeforeTheKill = 3; passes < 50; passes++, unitsBeforeTheKill += 5)
        {
            using var kill = new CancellationTokenSource();
            var pass = Sweep().PassAsync(kill.Token);
            var until = unitsBeforeTheKill;
            await Eventually.IsTrueAsync($"{until} units were done, or all", async () => pass.IsCompleted
                || await _platform.DbAsync<TasksDb, int>(
                    "Tasks", db => db.Set<ReminderSentRow>().Select(r => r.OrgUnit).Distinct().CountAsync()) >= until);
            await kill.CancelAsync();
            var whole = await pass.ContinueWith(p => p.IsCompletedSuccessfully, TaskScheduler.Default);
            if (whole)
                break;
            if (passes % 3 == 0)
                await _platform.RestartAsync();
        }
        Assert.InRange(passes, 2, 49);
        Assert.Equal(0, await Sweep().PassAsync(default));
        var notices = await NoticesAsync();
        Assert.Equal(Units * 3, await _platform.DbAsync<TasksDb, int>("Tasks", db => db.Set<ReminderSentRow>().CountAsync()));
        // Per unit: a (escalated) to the leader; b (before-1) to the officers; c (on) to officers and leader. And the Department once.
        var unique = notices.DistinctBy(n => n.NoticeId).ToList();
        Assert.Equal((Units * 4) + 1, unique.Count);
        Assert.Equal(unique.Count, notices.DistinctBy(n => n.EventId).Count());
        Assert.Equal($"{Units} nhiệm vụ của {Units} đơn vị quá hạn kéo dài", unique.Single(n => n.OrgUnit == "31").Title);
    }

    [Fact]
    public async Task Rules_AreTheCitysOwn_AndPreviewed()
    {
        var unit = _platform.NextUnit();
        await TakeAsync(Plans.Plan(unit, 2, Plans.Task("a", "2025-09-18")));
        var admin = _platform.Admin("Tasks");
        var rules = await admin.GetAsync("/api/tasks/reminder-rules").ReadAsync<RulesView>();
        Assert.Equal((0L, true, 6), (rules.Version, rules.IsDefault, rules.Steps.Count));
        var preview = await admin.GetAsync("/api/tasks/reminder-rules/preview").ReadAsync<Preview>();
        Assert.Equal((unit, "officer", 1), (preview.Lines.Single().OrgUnit, preview.Lines.Single().Recipient, preview.Notices));

        var input = new { version = 0, steps = new[] { new { when = "before", workingDays = 3, to = new[] { "leader" } } } };
        var changed = await admin.PutJsonAsync("/api/tasks/reminder-rules", input).ReadAsync<RulesView>();
        Assert.Equal((1L, false, "31"), (changed.Version, changed.IsDefault, changed.City));
        Assert.Equal("TSK-0101", (await admin.PutJsonAsync("/api/tasks/reminder-rules", input).ProblemAsync()).Code);
        Assert.Equal(
            "leader",
            (await _platform.Leader("Tasks", unit).GetAsync($"/api/tasks/reminder-rules/preview?orgUnit={unit}")
                .ReadAsync<Preview>()).Lines.Single().Recipient);
        Assert.Equal(1, await Sweep().PassAsync(default));
        Assert.Equal("commune-leader", Assert.Single(await NoticesAsync()).To[0].Role);

        HttpClient[] others = [_platform.Leader("Tasks", unit), _platform.Officer("Tasks", unit), _platform.Analyst("Tasks")];
        foreach (var client in others)
            Assert.Equal("AUTH-0002", (await client.PutJsonAsync("/api/tasks/reminder-rules", input).ProblemAsync()).Code);
        Assert.Equal(
            "AUTH-0002",
            (await _platform.Leader("Tasks", unit).GetAsync("/api/tasks/reminder-rules/preview?orgUnit=31").ProblemAsync()).Code);
        var wrong = await admin.SendRawAsync(HttpMethod.Put, "/api/tasks/reminder-rules", """{"steps":[null]}""").ProblemAsync();
        Assert.Equal(["steps[0].when", "version"], wrong.Fields);
        Assert.Equal(
            "TSK-0102",
            (await _platform.As("Tasks", "n", "VN", "city-admin").GetAsync("/api/tasks/reminder-rules/preview").ProblemAsync()).Code);
    }
}

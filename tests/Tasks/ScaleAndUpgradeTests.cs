using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Answers;
using Platform.Tasks.Assignments;
using Platform.Tasks.Storage;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>The whole country in one step, a store of an older version, and the same on PostgreSQL.</summary>
public sealed class ScaleAndUpgradeTests
{
    private const string Now = "2025-09-15T08:00:00+07:00";

    [Fact]
    public async Task Assignment_ToAllCommunesOfTheCountry_IsOneStep_AndEachSeesItsOwn()
    {
        await using var platform = await TestPlatform.StartAsync(["Tasks"], Now);
        var nation = platform.As("Tasks", "trung-uong", "VN", Roles.CityAdmin);
        var made = await nation.PostJsonAsync(
            "/api/tasks/assignments", new { content = "Rà soát toàn quốc", dueOn = "2025-12-31", area = 1 }).ReadAsync<AssignmentView>();
        Assert.Equal(3_321, made.Units);
        foreach (var code in (string[])["11593", "00004", "32248"])
            Assert.Equal(
                made.Id,
                Assert.Single((await platform.Officer("Tasks", code).GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items).AssignmentId);
        Assert.Equal(3_321, (await nation.GetAsync("/api/tasks?pageSize=1").ReadAsync<TaskPage>()).Total);
        await Eventually.IsTrueAsync(
            "an event for each commune",
            () => platform.Broker.Of<TaskChangedV1>(Topics.TaskChanged).Select(e => e.OrgUnit).Distinct().Count() == 3_321);
    }

    [Fact]
    public async Task StoreOfAnOlderVersion_IsUpgradedInPlace_WithItsTasksFilledIn()
    {
        await using var platform = await TestPlatform.StartAsync([], Now);
        var settings = new Dictionary<string, string?> { ["Storage:Directory"] = platform.Folder };
        var options = new DbContextOptionsBuilder<TasksDb>();
        ServiceDefaults.Storage.Database.Configure(options, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "tasks");
        var (unit, plan) = (platform.NextUnit(), Guid.NewGuid());
        await using (var old = new TasksDb(options.Options))
        {
            await old.GetService<IMigrator>().MigrateAsync("20261121000002_IdempotencyAge");
            async Task Insert(
                int position, string content, string kind, string due, string last, int percent, string? completed, string state) =>
                await old.Database.ExecuteSqlAsync($"""
                insert into tasks (Id, OrgUnit, PlanId, Position, Area, Number, Content, LeadAgency, Coordinators, Products, DeadlineText,
                    DeadlineKind, DueDates, LastDueOn, FromYear, ToYear, Percent, CompletedOn, Cancelled, State, Version, UpdatedAt)
                values ({Guid.NewGuid()}, {unit}, {plan}, {position}, 1, '1', {content}, 'Phòng VHXH', '[]', '[]', 't',
                    {kind}, {due}, {last}, 2025, 2025, {percent}, {completed}, 0, {state}, 3, 5)
                """);
            await Insert(0, "Số hóa hồ sơ", "byDate", "[\"2025-12-28\"]", "2025-12-28", 20, null, TaskStates.InProgress);
            await Insert(
                1, "Báo cáo quý", "recurring", "[\"2025-03-15\",\"2025-09-30\"]", "2025-09-30", 100, "2025-09-10", TaskStates.DoneOnTime);
            await Insert(2, "Công khai quý", "recurring", "[\"2025-03-15\",\"2025-09-30\"]", "2025-09-30", 0, null, TaskStates.NotStarted);
        }
        await using var upgraded = await TestPlatform.StartAsync(["Tasks"], Now);
        // The new platform has a folder of its own: the old file takes the place of its empty one.
        await upgraded.StopAsync("Tasks");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(upgraded.Folder, "tasks.db*"))
            File.Delete(file);
        await using (var old = new TasksDb(options.Options))
        {
            var copy = Path.Combine(upgraded.Folder, "tasks.db");
            await old.Database.ExecuteSqlAsync($"vacuum into {copy}");
        }
        await upgraded.StartAsync("Tasks");
        var officer = upgraded.Officer("Tasks", unit);
        var tasks = (
            await Eventually.GetAsync(
                "rows filled in", () => officer.GetAsync("/api/tasks").ReadAsync<TaskPage>(), p => p.Items.All(t => t.Version > 3))).Items;
        Assert.Equal(["Số hóa hồ sơ", "Báo cáo quý", "Công khai quý"], tasks.Select(t => t.Content));
        Assert.Equal([TaskStates.InProgress, TaskStates.DoneOnTime, TaskStates.Overdue], tasks.Select(t => t.State));
        Assert.Equal((new DateOnly(2025, 12, 29), 20, "VHXH"), (tasks[0].DueOn!.Value, tasks[0].Percent, tasks[0].Office));
        Assert.Equal(1, (await upgraded.Admin("Tasks").GetAsync("/api/tasks?scope=city&q=ho so").ReadAsync<TaskPage>()).Total);
    }

    [SkippableByPostgres]
    public async Task OnPostgres_ListsSearchAndRacesAreTheSame()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var platform = await TestPlatform.StartAsync(
            ["Tasks"], Now, new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = cluster.ConnectionString });
        var (unit, other) = (platform.NextUnit(), platform.NextUnit());
        await Task.WhenAll(
            platform.DeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(unit, 2, Plans.Task("Số hóa hồ sơ"), Plans.Task("Họp", null))),
            platform.DeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(other, 2, Plans.Task("Giải quyết hồ sơ"))),
            platform.Admin("Tasks")
                .PostJsonAsync("/api/tasks/assignments", new { content = "Rà soát hồ sơ", dueOn = "2025-10-31", units = new[] { unit } }));
        var admin = platform.Admin("Tasks");
        Assert.Equal(3, (await admin.GetAsync("/api/tasks?scope=city&q=HO SO&counts=true").ReadAsync<TaskPage>()).Total);
        Assert.Equal(0, (await admin.GetAsync("/api/tasks?scope=city&q=oa").ReadAsync<TaskPage>()).Total);
        var first = await admin.GetAsync("/api/tasks?scope=city&pageSize=2").ReadAsync<TaskPage>();
        var rest = await admin.GetAsync($"/api/tasks?scope=city&pageSize=2&cursor={first.Next}").ReadAsync<TaskPage>();
        Assert.Equal(4, first.Items.Concat(rest.Items).Select(t => t.Id).Distinct().Count());
        Assert.Equal(4, (await admin.GetAsync("/api/tasks/kpis?period=2025").ReadAsync<Kpis.KpisEndpoint.KpiAnswer>()).Total.Planned);
        Assert.Equal(
            4, (await admin.GetAsync("/api/tasks/kpis?period=2025&by=area").ReadAsync<Kpis.KpisEndpoint.KpiAnswer>()).Total.Planned);
        // Ten at once: each counts, none is lost.
        var officer = platform.Officer("Tasks", unit);
        var id = (await officer.GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items[0].Id;
        await Task.WhenAll(
            Enumerable.Range(1, 10)
                .Select(i => officer.PostJsonAsync($"/api/tasks/{id}/progress", new { percent = i }).ReadAsync<TaskView>()));
        Assert.Equal(10, (await officer.GetAsync($"/api/tasks/{id}").ReadAsync<TaskDetail>()).History.Count);
        Assert.Equal("REQ-0001", (await officer.PostJsonAsync($"/api/tasks/{id}/wait", new { document = "a\u0000b" }).ProblemAsync()).Code);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SkippableByPostgresAttribute : FactAttribute
    {
        public SkippableByPostgresAttribute() => Skip = PostgresCluster.Missing;
    }
}

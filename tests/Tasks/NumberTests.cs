using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Tasks.Answers;
using Platform.Tasks.Storage;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>Many writers add tasks at once: each task gets a number of its own, and nobody is told of the others.</summary>
public sealed class NumberTests
{
    private const string Now = "2025-09-15T08:00:00+07:00";
    private const int Writers = 40;
    private const int TasksEach = 30;

    [Fact]
    public async Task PlansTakenAtOnce_OnSqlite_AreNumberedApart()
    {
        await using var platform = await TestPlatform.StartAsync(["Tasks"], Now);
        await TakeAllAsync(platform);
    }

    [NumberTestsByPostgres]
    public async Task PlansTakenAtOnce_OnPostgres_AreNumberedApart_WithoutADeadlock()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var platform = await TestPlatform.StartAsync(
            ["Tasks"], Now, new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = cluster.ConnectionString });
        await TakeAllAsync(platform);
        // The server tells of those too that were run again and never answered.
        Assert.DoesNotContain("deadlock detected", await cluster.LogAsync());
    }

    private static async Task TakeAllAsync(TestPlatform platform)
    {
        var plans = Enumerable.Range(0, Writers)
            .Select(_ => Plans.Plan(platform.NextUnit(), 1, [.. Enumerable.Range(0, TasksEach).Select(i => Plans.Task($"Việc {i}"))]))
            .ToList();
        // The first request fetches the keys of Identity.
        await platform.Admin("Tasks").GetAsync("/api/tasks").ReadAsync<TaskPage>();
        var assigned = Enumerable.Range(0, 5).Select(i => platform.Admin("Tasks").PostJsonAsync(
            "/api/tasks/assignments",
            new { content = $"Giao việc {i}", dueOn = "2025-12-31", area = 1, units = plans.Select(p => p.OrgUnit) }));
        var answers = await Task.WhenAll(
            [.. plans.Select(p => platform.TryDeliverAsync("Tasks", Topics.PlanIssued, p)), .. assigned]);
        foreach (var answer in answers)
            Assert.True(
                answer.IsSuccessStatusCode,
                $"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        var numbers = await platform.DbAsync<TasksDb, List<long>>("Tasks", db => db.Tasks.Select(t => t.Seq).ToListAsync());
        Assert.Equal(Writers * (TasksEach + 5), numbers.Distinct().Count());
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NumberTestsByPostgresAttribute : FactAttribute
    {
        public NumberTestsByPostgresAttribute() => Skip = PostgresCluster.Missing;
    }
}

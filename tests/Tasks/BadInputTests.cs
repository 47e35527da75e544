using System.Net;
using Platform.Contracts.Events;
using Platform.Tasks.Answers;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>Bodies and queries that nobody should send, at every address that takes one.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    [Fact]
    public async Task BadInput_IsRefusedWithoutAFailureOfOurs()
    {
        var unit = _platform.NextUnit();
        await _platform.DeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(unit, 2, Plans.Task("a")));
        var leader = _platform.Leader("Tasks", unit);
        var admin = _platform.Admin("Tasks");
        var id = (await leader.GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items[0].Id;
        var huge = new string('x', 200_000);
        string[] paths =
        [
            $"{id}/progress", $"{id}/confirm", $"{id}/reject", $"{id}/reopen", $"{id}/cancel", $"{id}/extension", $"{id}/extension/grant",
            $"{id}/extension/refuse",
            $"{id}/extend", $"{id}/assign", $"{id}/wait", $"{id}/resume", $"{id}/subtasks", "bulk", "assignments", "assignments/batch", "",
            $"assignments/{id}/cancel",
            $"assignments/{id}/deadline", $"assignments/{id}/remind", $"{id}/evidence", "assignments/import",
        ];
        string[] bodies =
        [
            "", "null", "[]", "1", "{", "{\"percent\":\"x\"}", "{\"percent\":1e99}", "{\"figures\":[null]}", "{\"items\":[null]}",
            "{\"items\":null}", "{\"ids\":[null]}",
            "{\"dueOn\":\"9999-12-31\",\"reason\":\"x\",\"content\":\"x\"}", "{\"dueOn\":\"0001-01-01\",\"reason\":\"x\"}",
            "{\"dueOn\":\"2025-13-01\"}", "{\"reason\":null}",
            "{\"content\":\"\\u0000\",\"reason\":\"\\u0000\",\"document\":\"\\u0000\",\"dueOn\":\"2025-12-01\",\"units\":[null]}",
            "{\"units\":[],\"content\":\"x\"}",
            "{\"every\":\"month\",\"from\":\"2025-10-01\",\"to\":\"2100-12-31\",\"content\":\"x\",\"units\":[\"\\u0000\"]}",
            "{\"action\":\"progress\",\"ids\":[],\"progress\":null}",
            "{\"products\":[null],\"content\":\"x\",\"area\":99,\"dueOn\":\"2025-12-01\"}", "{\"percent\":5,\"percent\":\"y\"}",
            $"{{\"reason\":\"{huge}\",\"comment\":\"{huge}\",\"content\":\"{huge}\"}}",
        ];
        foreach (var path in paths)
        {
            foreach (var body in bodies)
            {
                foreach (var client in (HttpClient[])[leader, admin])
                {
                    using var answer = await client.SendRawAsync(HttpMethod.Post, $"/api/tasks/{path}".TrimEnd('/'), body);
                    Assert.True((int)answer.StatusCode < 500, $"POST {path} {body[..Math.Min(80, body.Length)]}: {(int)answer.StatusCode}");
                }
            }
        }
        foreach (var query in (string[])
        [
            "scope=x", "due=x", "due=..", "due=2025-99-01..", "origin=x", "cursor=x", "cursor=1", "cursor=99999999999999999999.1", "sort=x",
            "state=x", "scope=office",
            $"q={new string('x', 201)}", "q=%00%27%22*%20OR%20NEAR", "assignment=x",
        ])
        {
            using var answer = await leader.GetAsync($"/api/tasks?{query}");
            Assert.True(
                answer.StatusCode == HttpStatusCode.BadRequest
                    || (query.StartsWith("q=%00", StringComparison.Ordinal) && answer.IsSuccessStatusCode),
                    $"{query}: {(int)answer.StatusCode}");
        }
    }
}

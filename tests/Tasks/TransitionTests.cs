using System.Net;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Answers;
using Platform.Tasks.Assignments;
using Platform.Tasks.Model;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>Every transition over HTTP, with everybody who may and may not.</summary>
public sealed class TransitionTests : IAsyncLifetime
{
    private const string Later = "2026-01-15";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private static readonly string[] Everybody = [
        "officer", "own-office", "other-office", "leader", "stranger", "city", "analyst", "auditor"];

    // Who may: y; 403: n; 404: -.          officer own other leader stranger city analyst auditor
    private static readonly (string Action, string Plan, string Assignment)[] Table =
    [
        (TaskActions.Progress, "yyny-ynn", "yyny-ynn"),
        (TaskActions.AskExtension, "yyny-ynn", "yyny-ynn"),
        (TaskActions.Wait, "yyny-ynn", "yyny-ynn"),
        (TaskActions.Resume, "yyny-ynn", "yyny-ynn"),
        (TaskActions.Assign, "nnny-ynn", "nnny-ynn"),
        (TaskActions.Split, "nnny-ynn", "nnny-ynn"),
        (TaskActions.Confirm, "nnny-ynn", "nnnn-ynn"),
        (TaskActions.Reject, "nnny-ynn", "nnnn-ynn"),
        (TaskActions.Reopen, "nnny-ynn", "nnnn-ynn"),
        (TaskActions.Cancel, "nnny-ynn", "nnnn-ynn"),
        (TaskActions.GrantExtension, "nnny-ynn", "nnnn-ynn"),
        (TaskActions.RefuseExtension, "nnny-ynn", "nnnn-ynn"),
        (TaskActions.Extend, "nnny-ynn", "nnnn-ynn"),
    ];

    private static (string Path, object Body) Call(string action) => action switch
    {
        TaskActions.Progress => ("progress", new { percent = 40, comment = "Đang làm" }),
        TaskActions.AskExtension => ("extension", new { dueOn = Later, reason = "Chờ số liệu" }),
        TaskActions.Wait => ("wait", new { document = "Hướng dẫn của Sở Nội vụ" }),
        TaskActions.Resume => ("resume", new { comment = "Đã có" }),
        TaskActions.Assign => ("assign", new { office = "VHXH", assignee = "canbo.a" }),
        TaskActions.Split => ("subtasks", new { items = new[] { new { content = "Phần 1", dueOn = "2025-10-10" } } }),
        TaskActions.Confirm => ("confirm", new { comment = "Tốt" }),
        TaskActions.GrantExtension => ("extension/grant", new { dueOn = "2026-01-14" }),
        TaskActions.RefuseExtension => ("extension/refuse", new { reason = "Không đủ căn cứ" }),
        TaskActions.Extend => ("extend", new { dueOn = Later, reason = "Thành phố lùi hạn" }),
        _ => (action, new { reason = "Có lý do" }),
    };

    private HttpClient Caller(string who, string unit, string other) => who switch
    {
        "officer" => _platform.Officer("Tasks", unit),
        "own-office" => _platform.OfOffice(unit, "VHXH"),
        "other-office" => _platform.OfOffice(unit, "KT"),
        "leader" => _platform.Leader("Tasks", unit),
        "stranger" => _platform.Leader("Tasks", other),
        "city" => _platform.Admin("Tasks"),
        "analyst" => _platform.Analyst("Tasks"),
        _ => _platform.As("Tasks", "kiem-toan", TestPlatform.City, Roles.Auditor),
    };

    /// <summary>Brings a task to where the action is possible.</summary>
    private static async Task PrepareAsync(HttpClient admin, Guid id, string action)
    {
        Task<TaskView> Post(string path, object body) => admin.PostJsonAsync($"/api/tasks/{id}/{path}", body).ReadAsync<TaskView>();
        switch (action)
        {
            case TaskActions.Confirm or TaskActions.Reject:
                await Post("assign", new { office = "VHXH", needsConfirmation = true });
                Assert.Equal(
                    (TaskStates.Waiting, Confirmations.Pending),
                    await Post("progress", new { percent = 100 }) is var t ? (t.State, t.Confirmation) : default);
                break;
            case TaskActions.Reopen:
                await Post("assign", new { office = "VHXH", needsConfirmation = false });
                await Post("progress", new { percent = 100 });
                break;
            case TaskActions.GrantExtension or TaskActions.RefuseExtension:
                Assert.True((await Post("extension", new { dueOn = Later, reason = "Chờ" })).ExtensionPending);
                break;
            case TaskActions.Resume:
                Assert.Equal(TaskStates.Waiting, (await Post("wait", new { document = "CV 12" })).State);
                break;
        }
    }

    private static void Reached(string action, TaskView task)
    {
        var told = action switch
        {
            TaskActions.Progress => (task.State, task.Percent) == (TaskStates.InProgress, 40),
            TaskActions.AskExtension => task.ExtensionPending,
            TaskActions.Wait => (task.State, task.WaitingFor) == (TaskStates.Waiting, "Hướng dẫn của Sở Nội vụ"),
            TaskActions.Resume => (task.State, task.WaitingFor) == (TaskStates.NotStarted, null),
            TaskActions.Assign => (task.Office, task.Assignee) == ("VHXH", "canbo.a"),
            TaskActions.Split => (task.Parts, task.PartsDone) == (1, 0),
            TaskActions.Confirm => (task.State, task.Confirmation) == (TaskStates.DoneOnTime, Confirmations.Confirmed),
            TaskActions.Reject => (task.State, task.Confirmation, task.Percent) == (TaskStates.InProgress, Confirmations.Rejected, 99),
            TaskActions.Reopen => (task.State, task.CompletedOn) == (TaskStates.InProgress, null),
            TaskActions.Cancel => (task.State, task.CancelReason) == (TaskStates.Cancelled, "Có lý do"),
            TaskActions.GrantExtension => (task.ExtensionPending, task.DueOn, task.ExtendedTo) == (
                false, new DateOnly(2026, 1, 14), new DateOnly(2026, 1, 14)),
            TaskActions.RefuseExtension => (task.ExtensionPending, task.ExtendedTo) == (false, null),
            TaskActions.Extend => task.DueOn == DateOnly.Parse(Later),
            _ => false,
        };
        Assert.True(told, $"{action} led to {task}");
    }

    [Theory]
    [InlineData(TaskOrigins.Plan)]
    [InlineData(TaskOrigins.Assignment)]
    public async Task EveryTransition_ByEveryRole_IsAllowedOrRefusedAsTheTableSays(string origin)
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        var admin = _platform.Admin("Tasks");
        var ids = new Queue<Guid>(await TasksAsync(origin, unit, Table.Length * Everybody.Length));
        var wrong = new List<string>();
        foreach (var (action, plan, assignment) in Table)
        {
            for (var i = 0; i < Everybody.Length; i++)
            {
                var id = ids.Dequeue();
                await PrepareAsync(admin, id, action);
                var before = await admin.GetAsync($"/api/tasks/{id}").ReadAsync<TaskDetail>();
                var caller = Caller(Everybody[i], unit, other);
                var (path, body) = Call(action);
                using var answer = await caller.PostJsonAsync($"/api/tasks/{id}/{path}", body);
                var expected = (origin == TaskOrigins.Plan ? plan : assignment)[i] switch
                {
                    'y' => HttpStatusCode.OK,
                    'n' => HttpStatusCode.Forbidden,
                    _ => HttpStatusCode.NotFound,
                };
                if (answer.StatusCode != expected)
                    wrong.Add($"{action} by {Everybody[i]}: {(int)answer.StatusCode} instead of {(int)expected}");
                else if (expected == HttpStatusCode.OK)
                    Reached(action, await answer.ReadAsync<TaskView>());
                else
                    Assert.Equal(before.Task.Version, (await admin.GetAsync($"/api/tasks/{id}").ReadAsync<TaskDetail>()).Task.Version);
                // What the page is told it may offer is what is allowed.
                if (Everybody[i] != "stranger")
                {
                    var told = (await caller.GetAsync($"/api/tasks/{id}").ReadAsync<TaskDetail>()).May;
                    Assert.True(expected != HttpStatusCode.Forbidden || !told.Contains(action), $"{action} is offered to {Everybody[i]}");
                }
            }
        }
        Assert.Empty(wrong);
    }

    private async Task<List<Guid>> TasksAsync(string origin, string unit, int count)
    {
        if (origin == TaskOrigins.Plan)
        {
            await _platform.DeliverAsync(
                "Tasks", Topics.PlanIssued, Plans.Plan(unit, 2, [.. Enumerable.Range(0, count).Select(i => Plans.Task($"t{i}"))]));
        }
        else
        {
            var items = Enumerable.Range(0, count)
                .Select(i => new { content = $"t{i}", dueOn = "2025-10-31", units = new[] { unit }, office = "VHXH" });
            var made = await _platform.Admin("Tasks")
                .PostJsonAsync("/api/tasks/assignments/batch", new { items }).ReadAsync<AssignmentsEndpoint.BatchAnswer>();
            Assert.Equal((count, count), (made.Tasks, made.Ids.Count));
        }
        var page = await _platform.Officer("Tasks", unit).GetAsync($"/api/tasks?pageSize=500&office=VHXH&origin={origin}")
            .ReadAsync<TaskPage>();
        Assert.Equal(count, page.Total);
        return [.. page.Items.Select(t => t.Id)];
    }

    [Fact]
    public async Task Transitions_InTheWrongState_AreRefusedWithTheirCode()
    {
        var unit = _platform.NextUnit();
        var leader = _platform.Leader("Tasks", unit);
        await _platform.DeliverAsync(
            "Tasks", Topics.PlanIssued, Plans.Plan(unit, 2, Plans.Task("a"), Plans.Task("b", due: null), Plans.Task("c")));
        var ids = (await leader.GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items.Select(t => t.Id).ToList();
        async Task<string> CodeAsync(int task, string path, object body) => (
            await leader.PostJsonAsync($"/api/tasks/{ids[task]}/{path}", body).ProblemAsync()).Code;
        Task<TaskView> OkAsync(int task, string path, object body) => leader.PostJsonAsync($"/api/tasks/{ids[task]}/{path}", body)
            .ReadAsync<TaskView>();
        var reason = new { reason = "x" };

        Assert.Equal("TSK-0005", await CodeAsync(0, "confirm", new { }));
        Assert.Equal("TSK-0005", await CodeAsync(0, "reopen", reason));
        Assert.Equal("TSK-0005", await CodeAsync(0, "resume", new { }));
        Assert.Equal("TSK-0007", await CodeAsync(0, "extension/grant", new { }));
        Assert.Equal("TSK-0005", await CodeAsync(1, "extension", new { dueOn = Later, reason = "x" }));
        await OkAsync(0, "extension", new { dueOn = "2026-01-15", reason = "x" });
        Assert.Equal("TSK-0006", await CodeAsync(0, "extension", new { dueOn = "2026-01-15", reason = "x" }));
        // A done task is neither extended nor waited with; confirmed it cannot be changed before it is reopened.
        await OkAsync(2, "assign", new { needsConfirmation = true });
        await OkAsync(2, "progress", new { percent = 100 });
        Assert.Equal("TSK-0005", await CodeAsync(2, "extend", new { dueOn = "2026-01-15", reason = "x" }));
        Assert.Equal("TSK-0005", await CodeAsync(2, "wait", new { document = "x" }));
        await OkAsync(2, "confirm", new { });
        Assert.Equal("TSK-0005", await CodeAsync(2, "progress", new { percent = 10 }));
        Assert.Equal("TSK-0005", await CodeAsync(2, "cancel", reason));
        Assert.Equal(TaskStates.InProgress, (await OkAsync(2, "reopen", reason)).State);
        // Cancelled by hand it comes back by hand.
        await OkAsync(2, "cancel", reason);
        Assert.Equal("TSK-0002", await CodeAsync(2, "progress", new { percent = 10 }));
        Assert.Equal(TaskStates.InProgress, (await OkAsync(2, "reopen", reason)).State);
        // Split: the sub-tasks carry the progress, the last one finishes the parent.
        await OkAsync(
            1, "subtasks",
            new { items = new object[] { new { content = "x", weight = 3 }, new { content = "y", dueOn = "2025-10-01", weight = 1 } } });
        Assert.Equal("TSK-0008", await CodeAsync(1, "progress", new { percent = 10 }));
        var parts = (await leader.GetAsync($"/api/tasks/{ids[1]}").ReadAsync<TaskDetail>()).SubTasks;
        await leader.PostJsonAsync($"/api/tasks/{parts[0].Id}/progress", new { percent = 100 }).ReadAsync<TaskView>();
        Assert.Equal(
            (75, TaskStates.InProgress, new DateOnly(2025, 10, 1)),
            (await leader.GetAsync($"/api/tasks/{ids[1]}").ReadAsync<TaskDetail>()).Task is var p
                ? (p.Percent, p.State, p.DueOn!.Value)
                : default);
        await leader.PostJsonAsync($"/api/tasks/{parts[1].Id}/cancel", reason).ReadAsync<TaskView>();
        Assert.Equal(
            (100, TaskStates.DoneOnTime),
            (await leader.GetAsync($"/api/tasks/{ids[1]}").ReadAsync<TaskDetail>()).Task is var q ? (q.Percent, q.State) : default);
        Assert.DoesNotContain(_platform.Broker.Of<TaskChangedV1>(Topics.TaskChanged), e => e.TaskId == parts[0].Id);
    }

    [Fact]
    public async Task Transition_OnAnOldVersion_IsToldSo_AndHistoryTellsWhatChanged()
    {
        var unit = _platform.NextUnit();
        await _platform.DeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(unit, 2, Plans.Task("a", due: "2025-09-30")));
        var (officer, leader) = (_platform.Officer("Tasks", unit), _platform.Leader("Tasks", unit));
        var id = (await officer.GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items[0].Id;
        using var seen = await officer.GetAsync($"/api/tasks/{id}");
        var tag = seen.Headers.ETag!.Tag;
        await officer.PostJsonAsync($"/api/tasks/{id}/progress", new { percent = 30 }, ("If-Match", tag)).ReadAsync<TaskView>();
        Assert.Equal(
            "TSK-0004",
            (await officer.PostJsonAsync($"/api/tasks/{id}/progress", new { percent = 60 }, ("If-Match", tag)).ProblemAsync()).Code);
        await officer.PostJsonAsync($"/api/tasks/{id}/extension", new { dueOn = "2025-10-11", reason = "Mưa bão" }).ReadAsync<TaskView>();
        // 11 October is a Saturday.
        Assert.Equal(
            new DateOnly(2025, 10, 13),
            (await leader.PostJsonAsync($"/api/tasks/{id}/extension/grant", new { }).ReadAsync<TaskView>()).DueOn);

        var history = await officer.GetAsync($"/api/tasks/{id}/history").ReadAsync<List<HistoryView>>();
        Assert.Equal(
            [("extension-granted", $"{unit}-leader"), ("extension-asked", $"{unit}-officer"), ("progress", $"{unit}-officer"),
                ("planned", "plan")],
            history.Select(h => (h.Action, h.By)));
        Assert.Contains(history[0].Changes, c => c is { Field: "dueOn", Before: "2025-09-30", After: "2025-10-13" });
        Assert.Contains(history[2].Changes, c => c is { Field: "percent", Before: "0", After: "30" });
        Assert.Contains(history[2].Changes, c => c is { Field: "state", Before: TaskStates.NotStarted, After: TaskStates.InProgress });
        var notices = _platform.Broker.Of<NoticeRaisedV1>(Topics.NoticeRaised);
        await _platform.Broker.WaitForAsync<NoticeRaisedV1>(
            Topics.NoticeRaised, n => n.Kind == "task-extension-granted" && n.To[0].Office == "VHXH" && n.OrgUnit == unit);
        await _platform.Broker.WaitForAsync<NoticeRaisedV1>(
            Topics.NoticeRaised, n => n.Kind == "task-extension-asked" && n.To[0].Role == Roles.CommuneLeader);
    }
}

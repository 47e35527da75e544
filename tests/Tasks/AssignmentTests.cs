using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Answers;
using Platform.Tasks.Assignments;
using Platform.Tasks.Storage;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>Assignments of the city over HTTP.</summary>
public sealed class AssignmentTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private static object Input(object? units = null, string? block = null, string content = "Báo cáo rà soát") =>
        new
        {
            content,
            area = 3,
            products = new[] { "Báo cáo" },
            document = "123/UBND-NV",
            dueOn = "2025-10-31",
            units,
            block,
            office = "VHXH",
        };

    [Fact]
    public async Task Assignment_ToTheWholeCity_IsThereForEveryCommune_AndToldOnce()
    {
        var admin = _platform.Admin("Tasks");
        var made = await admin.PostJsonAsync("/api/tasks/assignments", Input(), ("Idempotency-Key", "k")).ReadAsync<AssignmentView>();
        Assert.Equal(
            made.Id,
            (await admin.PostJsonAsync("/api/tasks/assignments", Input(), ("Idempotency-Key", "k")).ReadAsync<AssignmentView>()).Id);
        Assert.Equal(
            "REQ-0012",
            (await admin.PostJsonAsync("/api/tasks/assignments", Input(content: "other"), ("Idempotency-Key", "k")).ProblemAsync()).Code);
        Assert.Equal((114, 114), (made.Units, made.States[TaskStates.NotStarted]));
        var unit = _platform.NextUnit();
        var task = Assert.Single((await _platform.OfOffice(unit, "VHXH").GetAsync("/api/tasks?scope=office").ReadAsync<TaskPage>()).Items);
        Assert.Equal(
            ("assignment", made.Id, "VHXH", true, new DateOnly(2025, 10, 31)),
            (task.Origin, task.AssignmentId!.Value, task.Office, task.NeedsConfirmation, task.DueOn!.Value));
        Assert.Null(task.PlanId);
        await Eventually.IsTrueAsync("114 events and notices", () =>
            _platform.Broker.Of<TaskChangedV1>(Topics.TaskChanged).Count == 114
                && _platform.Broker.Of<NoticeRaisedV1>(Topics.NoticeRaised).Count == 114);

        // Reported done it waits for the city; sent back it is open again; confirmed it counts.
        await _platform.Officer("Tasks", unit).PostJsonAsync($"/api/tasks/{task.Id}/progress", new { percent = 100 }).ReadAsync<TaskView>();
        Assert.Equal(1, (await admin.GetAsync($"/api/tasks?assignment={made.Id}&confirmation=pending").ReadAsync<TaskPage>()).Total);
        var detail = await admin.GetAsync($"/api/tasks/assignments/{made.Id}").ReadAsync<AssignmentDetail>();
        Assert.Equal(
            (113, 1, 114),
            (detail.Assignment.States[TaskStates.NotStarted], detail.Assignment.States[TaskStates.Waiting], detail.Units.Count));
        await admin.PostJsonAsync($"/api/tasks/{task.Id}/confirm", new { }).ReadAsync<TaskView>();

        // Another deadline, a reminder and the end of it concern those that are still open.
        async Task<int> ManageAsync(string what, object body) => (
            await admin.PostJsonAsync($"/api/tasks/assignments/{made.Id}/{what}", body).ReadAsync<ManageAnswer>()).Tasks;
        Assert.Equal(113, await ManageAsync("deadline", new { dueOn = "2025-11-16", reason = "Lùi hạn" }));
        var other = Assert.Single(
            (await _platform.Officer("Tasks", _platform.NextUnit()).GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items);
        Assert.Equal((new DateOnly(2025, 11, 17), new DateOnly(2025, 11, 16)), (other.DueOn, other.DueDate));
        Assert.Equal(113, await ManageAsync("remind", new { message = "Sắp đến hạn" }));
        Assert.Equal(113, await ManageAsync("cancel", new { reason = "Đã có chỉ đạo khác" }));
        Assert.Equal("TSK-0017", (await admin.PostJsonAsync($"/api/tasks/assignments/{made.Id}/remind", new { }).ProblemAsync()).Code);
        await _platform.Broker.WaitForAsync<TaskChangedV1>(
            Topics.TaskChanged, e => e.TaskId == other.Id && e.State == TaskStates.Cancelled && e.Version == 4);
        var after = await admin.GetAsync($"/api/tasks/assignments/{made.Id}").ReadAsync<AssignmentDetail>();
        Assert.Equal((113, 1), (after.Assignment.States[TaskStates.Cancelled], after.Assignment.States[TaskStates.DoneOnTime]));
    }

    [Fact]
    public async Task Assignment_ToABlockOrRecurring_HasItsUnitsAndOccurrences()
    {
        var admin = _platform.Admin("Tasks");
        Assert.Equal(45, (await admin.PostJsonAsync("/api/tasks/assignments", Input(block: "phuong")).ReadAsync<AssignmentView>()).Units);
        Assert.Equal(69, (await admin.PostJsonAsync("/api/tasks/assignments", Input(block: "xa")).ReadAsync<AssignmentView>()).Units);
        var unit = _platform.NextUnit("dac-khu");
        var monthly = await admin.PostJsonAsync("/api/tasks/assignments", new
        {
            content = "Báo cáo tháng",
            every = "month",
            from = "2025-09-15",
            to = "2025-12-31",
            dueDay = 20,
            units = new[] { unit },
            needsConfirmation = false,
        }).ReadAsync<AssignmentView>();
        Assert.Equal([new DateOnly(2025, 9, 20), new(2025, 10, 20), new(2025, 11, 20), new(2025, 12, 20)], monthly.DueDates);
        var id = (await admin.GetAsync($"/api/tasks/assignments/{monthly.Id}").ReadAsync<AssignmentDetail>()).Units[0].TaskId;
        var occurrences = (await admin.GetAsync($"/api/tasks/{id}").ReadAsync<TaskDetail>()).Occurrences;
        Assert.Equal(
            [new DateOnly(2025, 9, 22), new(2025, 10, 20), new(2025, 11, 20), new(2025, 12, 22)], occurrences.Select(o => o.DueOn));
        Assert.Equal(
            "TSK-0005",
            (await admin.PostJsonAsync($"/api/tasks/assignments/{monthly.Id}/deadline", new { dueOn = "2025-12-30", reason = "x" })
                .ProblemAsync()).Code);
        Assert.Equal(
            [monthly.Id], (await admin.GetAsync("/api/tasks/assignments?pageSize=1").ReadAsync<AssignmentPage>()).Items.Select(a => a.Id));
    }

    [Fact]
    public async Task Assignment_ByAnybodyButTheCitysAdministrator_IsRefused()
    {
        var unit = _platform.NextUnit();
        HttpClient[] others =
        [
            _platform.Leader("Tasks", unit), _platform.Officer("Tasks", unit), _platform.Analyst("Tasks"),
            _platform.As("Tasks", "u", unit, Roles.CityAdmin),
        ];
        foreach (var client in others)
        {
            Assert.Equal("AUTH-0002", (await client.PostJsonAsync("/api/tasks/assignments", Input()).ProblemAsync()).Code);
            Assert.Equal(
                "AUTH-0002",
                (await client.PostJsonAsync("/api/tasks/assignments/batch", new { items = new[] { Input() } }).ProblemAsync()).Code);
        }
        // Another city's administrator: neither our communes nor our assignments.
        var made = await _platform.Admin("Tasks").PostJsonAsync("/api/tasks/assignments", Input(new[] { unit }))
            .ReadAsync<AssignmentView>();
        var stranger = _platform.As("Tasks", "ha-noi", "01", Roles.CityAdmin);
        var refused = await stranger.PostJsonAsync("/api/tasks/assignments", Input(new[] { unit })).ProblemAsync();
        Assert.Equal(("REQ-0006", "units"), (refused.Code, Assert.Single(refused.Fields)));
        Assert.Equal("TSK-0009", (await stranger.GetAsync($"/api/tasks/assignments/{made.Id}").ProblemAsync()).Code);
        Assert.Equal(
            "TSK-0009",
            (await stranger.PostJsonAsync($"/api/tasks/assignments/{made.Id}/cancel", new { reason = "x" }).ProblemAsync()).Code);
    }

    [Fact]
    public async Task Batch_WithOneMistake_MakesNothing()
    {
        var admin = _platform.Admin("Tasks");
        var refused = await admin.PostJsonAsync(
            "/api/tasks/assignments/batch", new { items = new[] { Input(), Input(new[] { "99999" }, content: ""), null } }).ProblemAsync();
        Assert.Equal(["items[1].content", "items[1].units", "items[2].content", "items[2].dueOn"], refused.Fields);
        Assert.Equal(0, await _platform.DbAsync<TasksDb, int>("Tasks", db => db.Tasks.CountAsync()));
    }

    [Fact]
    public async Task Import_OfPastedCells_ShowsRowsWithTheirMistakes_AndWhatItShowsCanBeSent()
    {
        var admin = _platform.Admin("Tasks");
        var unit = _platform.Units.ByCode[_platform.NextUnit()];
        var text = $"""
            Nội dung	Lĩnh vực	Hạn	Sản phẩm	Đơn vị	Phòng
            Rà soát thủ tục	3	31/10/2025	Báo cáo; Danh mục	{unit.FullName}	VHXH
            Số hóa hồ sơ	7	30/11/2025	Báo cáo	các phường	
            Sai hạn	9	mai	x	Xã Không Có	
            Cẩm Giàng	1	31/10/2025		xã cam giang	
            """;
        using var form = new MultipartFormDataContent { { new StringContent(text), "text" } };
        var read = await admin.PostAsync("/api/tasks/assignments/import", form).ReadAsync<ImportAssignmentsEndpoint.ImportAnswer>();
        Assert.Equal((46, 2), (read.Tasks, read.Wrong));
        Assert.Equal([2, 3, 4, 5], read.Rows.Select(r => r.Line));
        Assert.Equal([1, 45, 0, 0], read.Rows.Select(r => r.Units));
        Assert.Equal(["dueOn", "units", "area"], read.Rows[2].Errors.Select(e => e.Field));
        // Cẩm Giang and Cẩm Giàng are one without diacritics.
        Assert.Contains("2 đơn vị", Assert.Single(read.Rows[3].Errors).Message);
        var made = await admin.PostJsonAsync(
            "/api/tasks/assignments/batch",
            new { items = read.Rows.Where(r => r.Errors.Count == 0).Select(r => r.Item) }).ReadAsync<AssignmentsEndpoint.BatchAnswer>();
        Assert.Equal(46, made.Tasks);
    }

    [Fact]
    public async Task Import_OfWhatIsNoList_IsRefused()
    {
        var admin = _platform.Admin("Tasks");
        async Task<string> CodeAsync(byte[] content, string name)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
            return (await admin.PostAsync("/api/tasks/assignments/import", form).ProblemAsync()).Code;
        }
        Assert.Equal("TSK-0014", await CodeAsync("a;b\n1;2"u8.ToArray(), "x.csv"));
        Assert.Equal("TSK-0014", await CodeAsync([0xFF, 0x80, 0x81], "x.csv"));
        Assert.Equal("TSK-0014", await CodeAsync("PK not a zip"u8.ToArray(), "x.xlsx"));
        Assert.Equal("TSK-0012", await CodeAsync("x"u8.ToArray(), "x.exe"));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await _platform.Leader("Tasks", _platform.NextUnit())
                .PostAsync("/api/tasks/assignments/import", new MultipartFormDataContent())).StatusCode);
    }
}

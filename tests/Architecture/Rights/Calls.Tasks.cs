using System.Text;
using System.Text.Json;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private static object Later => new { dueOn = "2026-01-14", reason = "Có lý do" };
    private static object Reason => new { reason = "Có lý do" };

    private static Dictionary<string, Prepare> Tasks => new()
    {
        ["GET /api/tasks"] = At(w => Get($"/api/tasks?orgUnit={w.Unit}", w.Unit)),
        ["POST /api/tasks"] = At(w => Post("/api/tasks", w.Unit, new { orgUnit = w.Unit, content = "Việc đột xuất", area = 1, dueOn = "2025-12-31" })),
        ["GET /api/tasks/export"] = At(w => Get($"/api/tasks/export?format=csv&orgUnit={w.Unit}", w.Unit)),
        ["GET /api/tasks/kpis"] = At(w => Get($"/api/tasks/kpis?orgUnit={w.Unit}", w.Unit)),
        ["GET /api/tasks/{id}"] = TaskRead(""),
        ["GET /api/tasks/{id}/history"] = TaskRead("/history"),
        ["GET /api/tasks/{id}/forecast"] = TaskRead("/forecast"),
        ["GET /api/tasks/{id}/evidence"] = TaskRead("/evidence"),
        ["GET /api/tasks/{id}/evidence/{evidenceId}"] = On(async w =>
        {
            var task = await w.KeptAsync("task", () => TaskAsync(w));
            return Get($"/api/tasks/{task}/evidence/{await w.KeptAsync("evidence", () => EvidenceAsync(w, task))}", w.Unit);
        }),
        ["POST /api/tasks/{id}/progress"] = TaskStep(TaskAsync, "progress", new { percent = 30, comment = "Đang làm" }),
        ["POST /api/tasks/{id}/confirm"] = TaskStep(ReportedAsync, "confirm"),
        ["POST /api/tasks/{id}/reject"] = TaskStep(ReportedAsync, "reject", Reason),
        ["POST /api/tasks/{id}/reopen"] = TaskStep(w => DoneAsync(w, TaskAsync(w, confirm: false), "progress", new { percent = 100 }), "reopen", Reason),
        ["POST /api/tasks/{id}/cancel"] = TaskStep(TaskAsync, "cancel", Reason),
        ["POST /api/tasks/{id}/extension"] = TaskStep(TaskAsync, "extension", Later),
        ["POST /api/tasks/{id}/extension/grant"] = TaskStep(AskedAsync, "extension/grant"),
        ["POST /api/tasks/{id}/extension/refuse"] = TaskStep(AskedAsync, "extension/refuse", Reason),
        ["POST /api/tasks/{id}/extend"] = TaskStep(TaskAsync, "extend", Later),
        ["POST /api/tasks/{id}/wait"] = TaskStep(TaskAsync, "wait", new { document = "12/UBND" }),
        ["POST /api/tasks/{id}/resume"] = TaskStep(w => DoneAsync(w, TaskAsync(w), "wait", new { document = "12/UBND" }), "resume"),
        ["POST /api/tasks/{id}/assign"] = TaskStep(TaskAsync, "assign", new { office = "VHXH" }),
        ["POST /api/tasks/{id}/subtasks"] = TaskStep(TaskAsync, "subtasks", new { items = new[] { new { content = "Phần một", dueOn = "2025-12-01" } } }),
        ["POST /api/tasks/bulk"] = On(async w => Post("/api/tasks/bulk", w.Unit, new { action = "progress", ids = new[] { await TaskAsync(w) }, progress = new { percent = 40 } })
            with
        { Refuses = (status, body) => status == 200 && JsonDocument.Parse(body).RootElement.GetProperty("done").GetInt32() == 0 }),
        ["POST /api/tasks/{id}/evidence"] = On(async w => new(
            HttpMethod.Post, $"/api/tasks/{await TaskAsync(w)}/evidence", w.Unit, Form(Encoding.UTF8.GetBytes("Đã làm."), "minh-chung.txt"))),
        ["POST /api/tasks/{id}/evidence/{evidenceId}/withdraw"] = On(async w =>
        {
            var task = await TaskAsync(w);
            return Post($"/api/tasks/{task}/evidence/{await EvidenceAsync(w, task)}/withdraw", w.Unit, Reason);
        }),
        ["POST /api/tasks/assignments"] = At(w => Post("/api/tasks/assignments", w.Unit, Assignment(w)) with { Refuses = TellsTheUnit }),
        ["POST /api/tasks/assignments/batch"] = At(w => Post("/api/tasks/assignments/batch", w.Unit, new { items = new[] { Assignment(w) } }) with { Refuses = TellsTheUnit }),
        ["GET /api/tasks/assignments"] = At(_ => Get("/api/tasks/assignments")),
        ["GET /api/tasks/assignments/{id}"] = On(async w => Get($"/api/tasks/assignments/{await w.KeptAsync("assignment", () => AssignedAsync(w))}", World.City)),
        ["POST /api/tasks/assignments/{id}/cancel"] = Assigned("cancel", Reason),
        ["POST /api/tasks/assignments/{id}/deadline"] = Assigned("deadline", Later),
        ["POST /api/tasks/assignments/{id}/remind"] = Assigned("remind", new { message = "Đề nghị khẩn trương" }),
        ["POST /api/tasks/assignments/import"] = At(_ => new(HttpMethod.Post, "/api/tasks/assignments/import", null, () => new MultipartFormDataContent
        {
            { new StringContent("Nội dung\tLĩnh vực\tHạn\nRà soát thủ tục\t3\t31/12/2025"), "text" },
        })),
        ["GET /api/tasks/reminder-rules"] = At(_ => Get("/api/tasks/reminder-rules")),
        ["PUT /api/tasks/reminder-rules"] = async (w, who) =>
        {
            var rules = await w.As("Tasks", who).GetAsync("/api/tasks/reminder-rules").ReadAsync();
            return Put("/api/tasks/reminder-rules", null, new
            {
                version = rules.GetProperty("version").GetInt64(),
                steps = new[] { new { when = "before", workingDays = 3, to = new[] { "leader" } } },
            });
        },
        ["GET /api/tasks/reminder-rules/preview"] = At(w => Get($"/api/tasks/reminder-rules/preview?orgUnit={w.Unit}", w.Unit)),
        ["GET /api/tasks/forecast"] = At(w => Get($"/api/tasks/forecast?orgUnit={w.Unit}", w.Unit)),
        ["POST /api/tasks/forecast/history"] = At(w => Post("/api/tasks/forecast/history", w.Unit, new
        {
            tasks = new[] { new { key = "cu-1", orgUnit = w.Unit, area = 1, kind = "byDate", from = "2024-01-01", due = "2024-03-01", completedOn = "2024-02-20" } },
        }) with
        { Refuses = TellsTheUnit }),
        ["GET /api/tasks/outbox"] = At(_ => Get("/api/tasks/outbox")),
        ["POST /api/tasks/outbox/replay"] = At(_ => Post("/api/tasks/outbox/replay", null)),
    };

    private static Prepare TaskRead(string what) => On(async w => Get($"/api/tasks/{await w.KeptAsync("task", () => TaskAsync(w))}{what}", w.Unit));

    private static Prepare TaskStep(Func<World, Task<string>> task, string action, object? body = null) =>
        On(async w => Post($"/api/tasks/{await task(w)}/{action}", w.Unit, body));

    private static Prepare Assigned(string action, object body) => On(async w => Post($"/api/tasks/assignments/{await AssignedAsync(w)}/{action}", World.City, body));

    private static object Assignment(World world) =>
        new { content = "Báo cáo rà soát", area = 3, products = new[] { "Báo cáo" }, dueOn = "2025-12-31", units = new[] { world.Unit } };

    private static Task<string> TaskAsync(World world) => TaskAsync(world, confirm: false);

    private static async Task<string> TaskAsync(World world, bool confirm) => (await world.Leader("Tasks", world.Unit).PostJsonAsync(
        "/api/tasks", new { orgUnit = world.Unit, content = "Việc đột xuất", area = 1, dueOn = "2025-12-31", needsConfirmation = confirm }).ReadAsync()).Text("id");

    private static Task<string> ReportedAsync(World world) => DoneAsync(world, TaskAsync(world, confirm: true), "progress", new { percent = 100 });

    private static Task<string> AskedAsync(World world) => DoneAsync(world, TaskAsync(world), "extension", Later);

    private static async Task<string> DoneAsync(World world, Task<string> task, string action, object body)
    {
        await world.Officer("Tasks", world.Unit).PostJsonAsync($"/api/tasks/{await task}/{action}", body).ReadAsync();
        return await task;
    }

    private static async Task<string> EvidenceAsync(World world, string task) => (await world.Officer("Tasks", world.Unit)
        .PostAsync($"/api/tasks/{task}/evidence", Form(Encoding.UTF8.GetBytes($"Đã làm {NextName("")}."), "minh-chung.txt")()).ReadAsync()).Text("id");

    private static async Task<string> AssignedAsync(World world) =>
        (await world.Admin("Tasks").PostJsonAsync("/api/tasks/assignments", Assignment(world)).ReadAsync()).Text("id");
}

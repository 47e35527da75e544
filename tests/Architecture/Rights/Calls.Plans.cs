using System.Text;
using System.Text.Json;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private const string PlanText = """
        **ỦY BAN NHÂN DÂN
        PHƯỜNG MẪU**

        Số: 12/KH-UBND

        Mẫu, ngày 05 tháng 7 năm 2025

        # KẾ HOẠCH

        **Cải cách hành chính 6 tháng cuối năm 2025**

        | TT | Nội dung công việc | Cơ quan, đơn vị chủ trì | Cơ quan phối hợp | Thời hạn | Kết quả |
        |---|---|---|---|---|---|
        | I | **Cải cách thể chế** | | | | |
        | 1 | Rà soát văn bản | Văn phòng HĐND và UBND | Các phòng; Công an phường | Trước ngày 10/12/2025 | Báo cáo |

        """;

    private static Dictionary<string, Prepare> Plans => new()
    {
        ["POST /api/plans/import"] = At(w => new(HttpMethod.Post, "/api/plans/import", w.Unit, Form(Encoding.UTF8.GetBytes(PlanText), "ke-hoach.md", ("orgUnit", w.Unit)))),
        ["POST /api/plans"] = At(w => Post("/api/plans", w.Unit, new { orgUnit = w.Unit, title = "Kế hoạch tay", period = "2026" })),
        ["GET /api/plans"] = At(w => Get($"/api/plans?orgUnit={w.Unit}", w.Unit)),
        ["POST /api/plans/{id}/copy"] = Plan(DraftAsync, "/copy", new { period = "2026-H2" }),
        ["GET /api/plans/{id}"] = PlanRead(""),
        ["PUT /api/plans/{id}"] = On(async w => Put($"/api/plans/{await DraftAsync(w)}", w.Unit, new
        {
            version = 1,
            title = "Kế hoạch sửa",
            period = "2025-H2",
            tasks = new[] { new { area = 1, content = "Việc", leadAgency = "Văn phòng", deadline = new { text = "Quý IV/2025" } } },
        })),
        ["DELETE /api/plans/{id}"] = On(async w => Delete($"/api/plans/{await DraftAsync(w)}", w.Unit)),
        ["GET /api/plans/{id}/source"] = PlanRead("/source"),
        ["GET /api/plans/{id}/export"] = PlanRead("/export?format=xlsx"),
        ["POST /api/plans/{id}/submit"] = Plan(DraftAsync, "/submit"),
        ["POST /api/plans/{id}/recall"] = Plan(SubmittedPlanAsync, "/recall"),
        ["POST /api/plans/{id}/approve"] = Plan(SubmittedPlanAsync, "/approve"),
        ["POST /api/plans/{id}/return"] = Plan(SubmittedPlanAsync, "/return", new { message = "Xem lại." }),
        ["POST /api/plans/{id}/issue"] = Plan(DraftAsync, "/issue"),
        ["POST /api/plans/{id}/close"] = Plan(IssuedPlanAsync, "/close", new { reason = "Đã xong." }),
        ["POST /api/plans/{id}/reopen"] = Plan(ClosedPlanAsync, "/reopen", new { reason = "Còn việc." }),
        ["POST /api/plans/{id}/amend"] = Plan(IssuedPlanAsync, "/amend"),
        ["GET /api/plans/{id}/differences"] = On(async w => Get($"/api/plans/{await KeptAmendmentAsync(w)}/differences", w.Unit)),
        ["GET /api/plans/{id}/history"] = PlanRead("/history"),
        ["GET /api/plans/{id}/versions"] = PlanRead("/versions"),
        ["GET /api/plans/{id}/versions/{number}"] = PlanRead("/versions/1"),
        ["POST /api/plans/{id}/cascade"] = On(async w => Post($"/api/plans/{await CityPlanAsync(w)}/cascade", World.City, new { all = true })),
        ["POST /api/plans/{id}/cascade/withdraw"] = On(async w => Post($"/api/plans/{await CityPlanAsync(w)}/cascade/withdraw", World.City, new { all = true })),
        // Whoever may read the issued plan from below does not see how others answer it.
        ["GET /api/plans/{id}/cascade"] = On(async w => Get($"/api/plans/{await KeptPlanAsync(w)}/cascade", World.City)),
        ["GET /api/plans/{id}/cascade/{item}"] = On(async w => Get($"/api/plans/{await KeptPlanAsync(w)}/cascade/{Guid.Empty}", World.City)),
        ["GET /api/plans/cascaded"] = At(w => Get($"/api/plans/cascaded?orgUnit={w.Unit}", w.Unit)),
        ["POST /api/plans/{id}/answers"] = On(async w =>
        {
            var item = await HandedDownAsync(w);
            var plan = await w.Admin("Plans").GetAsync($"/api/plans/{await DraftAsync(w)}").ReadAsync();
            return Post($"/api/plans/{plan.Text("id")}/answers", w.Unit, new { row = plan.GetProperty("tasks")[0].Text("id"), item, answers = true });
        }),
        ["POST /api/plans/{id}/adopt"] = On(async w => Post($"/api/plans/{await DraftAsync(w)}/adopt", w.Unit, new { items = new[] { await HandedDownAsync(w) } })),
        ["GET /api/plans/outbox"] = At(_ => Get("/api/plans/outbox")),
        ["POST /api/plans/outbox/replay"] = At(_ => Post("/api/plans/outbox/replay", null)),
    };

    private static Prepare Plan(Func<World, Task<string>> plan, string action, object? body = null) =>
        On(async w => Post($"/api/plans/{await plan(w)}{action}", w.Unit, body));

    private static Prepare PlanRead(string what) => On(async w => Get($"/api/plans/{await KeptPlanAsync(w)}{what}", World.City));

    private static Task<string> KeptPlanAsync(World world) => world.KeptAsync("plan", () => CityPlanAsync(world));

    private static Task<string> DraftAsync(World world) => DraftAsync(world, world.Unit);

    private static async Task<string> DraftAsync(World world, string unit) => (await world.Admin("Plans")
        .PostAsync("/api/plans/import", Form(Encoding.UTF8.GetBytes(PlanText), "ke-hoach.md", ("orgUnit", unit))()).ReadAsync()).Text("id");

    private static Task<string> SubmittedPlanAsync(World world) => SteppedAsync(world, DraftAsync(world), "submit");

    private static Task<string> IssuedPlanAsync(World world) => SteppedAsync(world, DraftAsync(world), "issue");

    private static Task<string> CityPlanAsync(World world) => SteppedAsync(world, DraftAsync(world, World.City), "issue");

    private static Task<string> ClosedPlanAsync(World world) => SteppedAsync(world, IssuedPlanAsync(world), "close", new { reason = "Đã xong." });

    private static Task<string> KeptAmendmentAsync(World world) => world.KeptAsync("amendment", async () =>
        (await world.Admin("Plans").PostJsonAsync($"/api/plans/{await IssuedPlanAsync(world)}/amend", new { }).ReadAsync()).Text("id"));

    private static async Task<string> SteppedAsync(World world, Task<string> plan, string action, object? body = null)
    {
        await world.Admin("Plans").PostJsonAsync($"/api/plans/{await plan}/{action}", body ?? new { }).ReadAsync();
        return await plan;
    }

    /// <summary>An item that the city handed down to the unit.</summary>
    private static Task<string> HandedDownAsync(World world) => world.KeptAsync("item", async () =>
    {
        await world.Admin("Plans").PostJsonAsync($"/api/plans/{await CityPlanAsync(world)}/cascade", new { units = new[] { world.Unit } }).ReadAsync();
        var cascaded = await world.Admin("Plans").GetAsync($"/api/plans/cascaded?orgUnit={world.Unit}").ReadAsync();
        return cascaded.GetProperty("items")[0].Text("id");
    });
}

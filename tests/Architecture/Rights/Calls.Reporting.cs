using System.Text.Json;
using Platform.Reporting.Model.Templates;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private const string Quarter = "2025-Q3";
    private const string Versions = "/api/reports/templates/versions";
    private static object Message => new { message = "Xem lại số liệu." };

    private static Dictionary<string, Prepare> Periods => new()
    {
        ["GET /api/reports/periods"] = At(_ => Get("/api/reports/periods")),
        ["POST /api/reports/periods"] = On(async w => Post("/api/reports/periods", null, new
        {
            title = "Báo cáo nhanh",
            from = "2025-09-01",
            cutoff = "2025-09-20",
            communeDue = "2025-09-25",
            templateCode = await CurrentTemplateAsync(w),
        })),
        ["PUT /api/reports/periods/{period}"] = At(_ => Put("/api/reports/periods/2026-Q2", null, new { cityDue = "2026-06-22" })),
        ["POST /api/reports/periods/{period}/close"] = At(_ => Post("/api/reports/periods/2026-Q1/close", null)),
        ["POST /api/reports/periods/{period}/open"] = At(_ => Post("/api/reports/periods/2026-Q1/open", null)),
        ["POST /api/reports/periods/generate"] = At(_ => Post("/api/reports/periods/generate", null, new { year = 2030, apply = true })),
        ["GET /api/reports/outbox"] = At(_ => Get("/api/reports/outbox")),
        ["POST /api/reports/outbox/replay"] = At(_ => Post("/api/reports/outbox/replay", null)),
    };

    private static Dictionary<string, Prepare> Templates => new()
    {
        ["GET /api/reports/templates"] = At(_ => Get("/api/reports/templates")),
        ["GET /api/reports/{period}/template"] = At(_ => Get($"/api/reports/{Quarter}/template")),
        ["GET /api/reports/templates/versions"] = At(_ => Get(Versions)),
        ["POST /api/reports/templates/versions"] = At(_ => Post(Versions, null, new { template = Small(NextName("MOI-")) })),
        ["PUT /api/reports/templates/versions/{code}/{version}"] = On(async w => Put($"{Versions}/{await TemplateAsync(w)}/1", null, new { template = Small("MOI"), revision = 1 })),
        ["DELETE /api/reports/templates/versions/{code}/{version}"] = On(async w => Delete($"{Versions}/{await TemplateAsync(w)}/1")),
        ["POST /api/reports/templates/versions/{code}/{version}/publish"] = On(async w => Post($"{Versions}/{await TemplateAsync(w)}/1/publish", null)),
        ["POST /api/reports/templates/versions/{code}/{version}/retire"] = On(async w =>
        {
            var code = await TemplateAsync(w);
            await w.Admin("Reporting").PostAsync($"{Versions}/{code}/1/publish").ReadAsync();
            return Post($"{Versions}/{code}/1/retire", null);
        }),
        ["POST /api/reports/templates/check"] = At(_ => Post("/api/reports/templates/check", null, new { template = Small("MOI") })),
        ["POST /api/reports/templates/import"] = On(async w =>
        {
            var workbook = await w.Admin("Reporting").GetByteArrayAsync($"/api/reports/templates/{await w.KeptAsync("template", () => TemplateAsync(w))}/1/export");
            return new(HttpMethod.Post, "/api/reports/templates/import", null, Form(workbook, "mau.xlsx", ("code", NextName("NHAP-")), ("title", "Mẫu nhập")));
        }),
        ["GET /api/reports/templates/{code}/{version}/export"] = On(async w =>
            Get($"/api/reports/templates/{await CurrentTemplateAsync(w)}/1/export")),
    };

    private static Dictionary<string, Prepare> Reports => new()
    {
        ["GET /api/reports/{period}"] = At(_ => Get($"/api/reports/{Quarter}")),
        ["GET /api/reports/{period}/cockpit"] = At(_ => Get($"/api/reports/{Quarter}/cockpit")),
        ["GET /api/reports/timeliness"] = At(w => Get($"/api/reports/timeliness?orgUnit={w.Unit}", w.Unit)),
        ["GET /api/reports/{period}/queue"] = At(_ => Get($"/api/reports/{Quarter}/queue")),
        ["POST /api/reports/{period}/queue/accept"] = On(async w => await SubmittedAsync(w) is var unit
            ? Post($"/api/reports/{Quarter}/queue/accept", unit, new { units = new[] { unit } })
                with
            { Refuses = (status, body) => status == 200 && !JsonDocument.Parse(body).RootElement[0].GetProperty("accepted").GetBoolean() }
            : null!),
        ["PUT /api/reports/{period}/queue/reviewers"] = At(w =>
            Put($"/api/reports/{Quarter}/queue/reviewers", w.Unit, new { userName = "city-analyst", units = new[] { w.Unit } }) with { Refuses = TellsTheUnit }),
        ["POST /api/reports/{period}/remind"] = At(_ => Post($"/api/reports/{Quarter}/remind", null)),
        ["POST /api/reports/{period}/backfill"] = On(async w => await NewUnitAsync(w) is var unit
            ? Post("/api/reports/2025-Q1/backfill", unit, new { reports = new[] { new Dictionary<string, object?>(await WholeAsync(w)) { ["orgUnit"] = unit, ["receivedAt"] = "2025-03-10T09:00:00+07:00" } } })
                with
            { Refuses = TellsTheUnit }
            : null!),
        ["GET /api/reports/receipts/{receipt}"] = On(async w => await KeptReceiptAsync(w) is var kept ? Get($"/api/reports/receipts/{kept.Receipt}", kept.Unit) : null!),
        ["GET /api/reports/receipts/{receipt}/verify"] = On(async w => await KeptReceiptAsync(w) is var kept ? Get($"/api/reports/receipts/{kept.Receipt}/verify", kept.Unit) : null!),
        ["GET /api/reports/{period}/export"] = At(_ => Get($"/api/reports/{Quarter}/export?format=csv")),
        ["POST /api/reports/{period}/export-jobs"] = At(_ => Post($"/api/reports/{Quarter}/export-jobs", null, new { format = "csv" })),
        ["GET /api/reports/export-jobs"] = At(_ => Get("/api/reports/export-jobs")),
        ["GET /api/reports/export-jobs/{id}"] = async (w, who) => Get($"/api/reports/export-jobs/{await ExportAsync(w, who)}"),
        ["GET /api/reports/export-jobs/{id}/file"] = async (w, who) => Get($"/api/reports/export-jobs/{await ExportAsync(w, who)}/file"),
        ["DELETE /api/reports/export-jobs/{id}"] = async (w, who) => Delete($"/api/reports/export-jobs/{await ExportAsync(w, who)}"),
        ["GET /api/reports/{period}/{unit}"] = ReportRead(""),
        ["GET /api/reports/{period}/{unit}/history"] = ReportRead("/history"),
        ["GET /api/reports/{period}/{unit}/export"] = ReportRead("/export?format=csv"),
        ["GET /api/reports/{period}/{unit}/changes"] = ReportRead("/changes"),
        ["GET /api/reports/{period}/{unit}/notes"] = ReportRead("/notes"),
        ["PUT /api/reports/{period}/{unit}"] = On(async w => Put($"/api/reports/{Quarter}/{w.Unit}", w.Unit, await WholeAsync(w))),
        ["POST /api/reports/{period}/{unit}/notes"] = At(w => Post($"/api/reports/{Quarter}/{w.Unit}/notes", w.Unit, new { text = "Đã đối chiếu." })),
        ["POST /api/reports/{period}/{unit}/submit"] = Report(DraftedAsync, "submit"),
        ["POST /api/reports/{period}/{unit}/withdraw"] = Report(SubmittedAsync, "withdraw", Reason),
        ["POST /api/reports/{period}/{unit}/return"] = Report(SubmittedAsync, "return", Message),
        ["POST /api/reports/{period}/{unit}/accept"] = Report(SubmittedAsync, "accept"),
        ["POST /api/reports/{period}/{unit}/reopen"] = Report(AcceptedAsync, "reopen", Reason),
        ["PUT /api/reports/{period}/{unit}/explanations"] = On(async w => await w.KeptAsync("returned", () => ReturnedAsync(w)) is var unit
            ? Put($"/api/reports/{Quarter}/{unit}/explanations", unit, new { lines = new Dictionary<string, string> { ["HS_TIEPNHAN"] = "Đã kiểm tra, đúng." } })
            : null!),
    };

    private static Prepare ReportRead(string what) => At(w => Get($"/api/reports/{Quarter}/{w.Unit}{what}", w.Unit));

    private static Prepare Report(Func<World, Task<string>> unit, string action, object? body = null) =>
        On(async w => await unit(w) is var at ? Post($"/api/reports/{Quarter}/{at}/{action}", at, body) : null!);

    private static Task<string> NewUnitAsync(World world) => Task.FromResult(world.Platform.NextUnit());

    private static async Task<Dictionary<string, object?>> WholeAsync(World world)
    {
        var template = await world.Admin("Reporting").GetAsync($"/api/reports/{Quarter}/template").ReadAsync<Template>();
        return new()
        {
            ["values"] = template.Items.ToDictionary(i => i.Code, _ => 10),
            ["narrative"] = template.Sections.ToDictionary(s => s.Code, s => $"Nội dung phần {s.Title}."),
        };
    }

    private static Task<string> DraftedAsync(World world) => DraftedAsync(world, world.Platform.NextUnit());

    private static async Task<string> DraftedAsync(World world, string unit)
    {
        await world.Officer("Reporting", unit).PutJsonAsync($"/api/reports/{Quarter}/{unit}", await WholeAsync(world)).ReadAsync();
        return unit;
    }

    private static async Task<string> SubmittedAsync(World world) => await SubmittedAsync(world, await DraftedAsync(world));

    private static async Task<string> SubmittedAsync(World world, string unit)
    {
        await world.Leader("Reporting", unit).PostAsync($"/api/reports/{Quarter}/{unit}/submit").ReadAsync();
        return unit;
    }

    private static async Task<string> AcceptedAsync(World world)
    {
        var unit = await SubmittedAsync(world);
        await world.Admin("Reporting").PostAsync($"/api/reports/{Quarter}/{unit}/accept").ReadAsync();
        return unit;
    }

    private static async Task<string> ReturnedAsync(World world)
    {
        var unit = await SubmittedAsync(world);
        var message = new { message = "Xem lại.", reasons = new[] { new { item = "HS_TIEPNHAN", reason = "Lệch." } } };
        await world.Admin("Reporting").PostJsonAsync($"/api/reports/{Quarter}/{unit}/return", message).ReadAsync();
        return unit;
    }

    private static async Task<(string Unit, string Receipt)> KeptReceiptAsync(World world)
    {
        var unit = await world.KeptAsync("receipt", () => SubmittedAsync(world));
        return (unit, (await world.Admin("Reporting").GetAsync($"/api/reports/{Quarter}/{unit}").ReadAsync()).Text("receipt"));
    }

    /// <summary>An export is seen by who asked for it.</summary>
    private static async Task<string> ExportAsync(World world, Who who)
    {
        var client = world.As("Reporting", who);
        var id = (await client.PostJsonAsync($"/api/reports/{Quarter}/export-jobs", new { format = "csv" }).ReadAsync()).Text("id");
        await Eventually.GetAsync("the export ends", () => client.GetAsync($"/api/reports/export-jobs/{id}").ReadAsync(), job => job.Text("state") is not ("queued" or "running"));
        return id;
    }

    private static Template Small(string code) => new(code, 1, "Mẫu thử", ["month"], [new(1, "Một")], [], [new("A", 1, "A", "việc", "count", true, null)], [], [], null, null, null);

    private static Task<string> CurrentTemplateAsync(World world) => world.KeptAsync("current", async () =>
        (await world.Admin("Reporting").GetAsync($"/api/reports/{Quarter}/template").ReadAsync()).Text("code"));

    private static async Task<string> TemplateAsync(World world)
    {
        var code = NextName("MAU-");
        await world.Admin("Reporting").PostJsonAsync(Versions, new { template = Small(code) }).ReadAsync();
        return code;
    }
}

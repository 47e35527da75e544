using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private static Dictionary<string, Prepare> Parts => new()
    {
        ["GET /api/reports/{period}/{unit}/parts"] = ReportRead("/parts"),
        ["GET /api/reports/{period}/{unit}/offices"] = ReportRead("/offices"),
        ["PUT /api/reports/{period}/{unit}/offices"] = At(w => Put(
            $"/api/reports/{Quarter}/{w.Unit}/offices", w.Unit, new { parts = new Dictionary<string, string?> { ["L3"] = null } })),
        ["PUT /api/reports/{period}/{unit}/parts/{part}"] = On(async w => await w.KeptAsync("part", () => DraftedAsync(w)) is var unit
            ? Put(Part(unit), unit, new { values = new { }, narrative = new { } })
            : null!),
        ["POST /api/reports/{period}/{unit}/parts/{part}/hand-in"] = PartStep(DraftedAsync, "hand-in"),
        ["POST /api/reports/{period}/{unit}/parts/{part}/take-back"] = PartStep(HandedInAsync, "take-back"),
        ["POST /api/reports/{period}/{unit}/parts/{part}/return"] = PartStep(HandedInAsync, "return", Reason),
        ["PUT /api/reports/{period}/{unit}/parts/{part}/due"] = On(async w => await w.KeptAsync("parts", () => DraftedAsync(w)) is var unit
            ? Put($"{Part(unit)}/due", unit, new { dueOn = "2025-09-12" })
            : null!),
        ["POST /api/reports/{period}/{unit}/parts/{part}/lease"] = On(async w => await w.KeptAsync("parts", () => DraftedAsync(w)) is var unit
            ? Post($"{Part(unit)}/lease", unit, new { takeOver = true })
            : null!),
        ["DELETE /api/reports/{period}/{unit}/parts/{part}/lease"] = On(async w => await w.KeptAsync("parts", () => DraftedAsync(w)) is var unit
            ? Delete($"{Part(unit)}/lease", unit)
            : null!),
    };

    private static string Part(string unit) => $"/api/reports/{Quarter}/{unit}/parts/L0";

    private static Prepare PartStep(Func<World, Task<string>> unit, string action, object? body = null) =>
        On(async w => await unit(w) is var at ? Post($"{Part(at)}/{action}", at, body) : null!);

    private static async Task<string> HandedInAsync(World world)
    {
        var unit = await DraftedAsync(world);
        await world.Officer("Reporting", unit).PostAsync($"{Part(unit)}/hand-in").ReadAsync();
        return unit;
    }
}

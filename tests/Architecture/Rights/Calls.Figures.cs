using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private static Dictionary<string, Prepare> Indicators => new()
    {
        ["GET /api/indicators"] = At(_ => Get("/api/indicators")),
        ["GET /api/indicators/compare"] = At(_ => Get($"/api/indicators/compare?indicator=HS-DUNGHAN&period=2025-Q3&under={World.City}", World.City)),
        ["GET /api/indicators/series"] = At(w => Get($"/api/indicators/series?indicator=HS-DUNGHAN&orgUnit={w.Unit}", w.Unit)),
        ["POST /api/indicators/values"] = At(w => Post("/api/indicators/values", w.Unit, new
        {
            values = new[] { new { indicator = "SIPAS", orgUnit = w.Unit, period = "2025-Q2", numerator = 91, denominator = 100, status = "confirmed" } },
        }) with
        { Refuses = TellsTheUnit }),
        ["GET /api/indicators/rebuild"] = On(async w =>
        {
            await RebuildEndedAsync(w);
            using var started = await w.Admin("Indicators").PostAsync(Rebuild);
            await RebuildEndedAsync(w);
            return Get(Rebuild);
        }),
        ["POST /api/indicators/rebuild"] = On(async w =>
        {
            await RebuildEndedAsync(w);
            return Post(Rebuild, null);
        }),
        ["GET /api/indicators/outbox"] = At(_ => Get("/api/indicators/outbox")),
        ["POST /api/indicators/outbox/replay"] = At(_ => Post("/api/indicators/outbox/replay", null)),
    };

    private const string Rebuild = "/api/indicators/rebuild";

    /// <summary>One runs at a time.</summary>
    private static Task RebuildEndedAsync(World world) => Eventually.IsTrueAsync("no rebuild runs", async () =>
    {
        using var answer = await world.Admin("Indicators").GetAsync(Rebuild);
        return !(await answer.Content.ReadAsStringAsync()).Contains("\"running\"", StringComparison.Ordinal);
    });

    private static Dictionary<string, Prepare> Rollups => new()
    {
        ["GET /api/rollups/{unit}"] = At(w => Get($"/api/rollups/{w.Unit}?period=2025-Q3", w.Unit)),
        ["GET /api/rollups/{unit}/stream"] = At(_ => Get("/api/rollups/VN/stream?period=2025-Q3", "VN")),
    };
}

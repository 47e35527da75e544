using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private static Dictionary<string, Prepare> CityReports => new()
    {
        ["GET /api/reports/{period}/city-report/{city}"] = CityRead(""),
        ["GET /api/reports/{period}/city-report/{city}/history"] = CityRead("/history"),
        ["GET /api/reports/{period}/city-report/{city}/sections/{section}"] = CityRead("/sections/S8"),
        ["GET /api/reports/{period}/city-report/{city}/export"] = CityRead("/export?format=csv"),
        ["GET /api/reports/{period}/city-report/{city}/packages"] = CityRead("/packages"),
        ["GET /api/reports/{period}/city-report/{city}/packages/{package}"] = On(async w => await KeptCityAsync(w) is var city
            ? Get($"{Of(city)}/packages/{(await w.Admin("Reporting", city).GetAsync($"{Of(city)}/packages").ReadAsync())[0]}", city)
            : null!),
        ["GET /api/reports/{period}/city-report/{city}/packages.zip"] = CityRead("/packages.zip"),
        ["POST /api/reports/{period}/city-report/{city}/consolidate"] = On(async w => await KeptCityAsync(w) is var city
            ? Post($"{Of(city)}/consolidate", city, new { acceptedOnly = false })
            : null!),
        ["PUT /api/reports/{period}/city-report/{city}"] = On(async w => await KeptCityAsync(w) is var city
            ? Put(Of(city), city, new { narrative = new Dictionary<string, string> { ["S8"] = "Hạn chế đã được chỉ ra." } })
            : null!),
        ["POST /api/reports/{period}/city-report/{city}/submit"] = City("submit", null),
        ["POST /api/reports/{period}/city-report/{city}/return"] = City("return", Message, "submit"),
        ["POST /api/reports/{period}/city-report/{city}/issue"] = City("issue", new { documentNumber = "125/BC-SNV" }, "submit"),
        ["POST /api/reports/{period}/city-report/{city}/reopen"] = City("reopen", Reason, "submit", "issue"),
    };

    private static string Of(string city) => $"/api/reports/{Quarter}/city-report/{city}";

    private static Task<string> KeptCityAsync(World world) => world.KeptAsync("city", () => ConsolidatedAsync(world));

    private static Prepare CityRead(string what) => On(async w => await KeptCityAsync(w) is var city ? Get($"{Of(city)}{what}", city) : null!);

    private static Prepare City(string action, object? body, params string[] before) => On(async w =>
    {
        var city = await ConsolidatedAsync(w);
        foreach (var step in before)
            await w.Admin("Reporting", city).PostJsonAsync($"{Of(city)}/{step}", new { }).ReadAsync();
        return Post($"{Of(city)}/{action}", city, body);
    });

    /// <summary>A city of its own, with a report made from one commune's.</summary>
    private static async Task<string> ConsolidatedAsync(World world)
    {
        var city = world.NextCity();
        await SubmittedAsync(world, await DraftedAsync(world, world.Units.LeavesUnder(city).First().Code));
        await world.Admin("Reporting", city).PostJsonAsync($"{Of(city)}/consolidate", new { }).ReadAsync();
        return city;
    }
}

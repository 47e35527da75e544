using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

internal static partial class Calls
{
    private static int s_names;

    private static string NextName(string prefix) => $"{prefix}{Interlocked.Increment(ref s_names)}";

    private static Dictionary<string, Prepare> Identity => new()
    {
        ["POST /api/identity/token"] = At(w => new(HttpMethod.Post, "/api/identity/token", null, () => new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", $"{w.Unit}-officer"), new("password", TestPlatform.Password)]))),
        ["GET /api/identity/org-units"] = At(_ => Get("/api/identity/org-units?under=31")),
        ["GET /api/identity/org-units/{code}"] = At(w => Get($"/api/identity/org-units/{w.Unit}", w.Unit)),
        ["GET /api/identity/org-units/{code}/offices"] = At(w => Get($"/api/identity/org-units/{w.Unit}/offices", w.Unit)),
        ["PUT /api/identity/org-units/{code}/offices/{office}"] = At(w => Put($"/api/identity/org-units/{w.Unit}/offices/THU", w.Unit, new { name = "Phòng thử" })),
        ["DELETE /api/identity/org-units/{code}/offices/{office}"] = On(async w =>
        {
            var path = $"/api/identity/org-units/{w.Unit}/offices/BO";
            await w.Admin("Identity").PutJsonAsync(path, new { name = "Phòng bỏ" }).ReadAsync();
            return Delete(path, w.Unit);
        }),
        ["GET /api/identity/me"] = At(_ => Get("/api/identity/me")),
        ["GET /api/identity/users"] = At(_ => Get("/api/identity/users")),
        ["POST /api/identity/users"] = At(w => Post("/api/identity/users", w.Unit, NewUser(w, NextName("moi."))) with { Refuses = TellsTheUnit }),
        ["PUT /api/identity/users/{userName}"] = On(async w => Put(
            $"/api/identity/users/{await UserAsync(w)}", w.Unit, new { displayName = "Tên mới", title = "Chuyên viên", email = "ten.moi@haiphong.gov.vn" })),
        ["POST /api/identity/users/{userName}/disabled"] = On(async w => Post($"/api/identity/users/{await UserAsync(w)}/disabled", w.Unit, new { disabled = true })),
        ["POST /api/identity/users/{userName}/password"] = On(async w => Post(
            $"/api/identity/users/{await UserAsync(w)}/password", w.Unit, new { password = "mat-khau-moi-123" })),
        ["GET /api/identity/calendar/{year}"] = At(_ => Get("/api/identity/calendar/2025")),
        ["GET /api/identity/calendar/{year}/proposals"] = At(_ => Get("/api/identity/calendar/2025/proposals")),
        ["PUT /api/identity/calendar/{year}"] = On(async w =>
        {
            var year = await w.Admin("Identity").GetAsync("/api/identity/calendar/2031").ReadAsync();
            return Put("/api/identity/calendar/2031", null, new
            {
                version = year.GetProperty("version").GetInt64(),
                days = new[] { new { day = "2031-09-02", working = false, name = "Quốc khánh" } },
            });
        }),
        ["GET /api/identity/inbox"] = At(_ => Get("/api/identity/inbox")),
        ["GET /api/identity/inbox/unread"] = At(_ => Get("/api/identity/inbox/unread")),
        ["POST /api/identity/inbox/mark"] = At(_ => Post("/api/identity/inbox/mark", null, new { ids = new[] { 1 }, @as = "read" })),
        ["POST /api/identity/inbox/read-all"] = At(_ => Post("/api/identity/inbox/read-all", null, new { upTo = 1 })),
        ["GET /api/identity/inbox/preferences"] = At(_ => Get("/api/identity/inbox/preferences")),
        ["PUT /api/identity/inbox/preferences"] = At(_ => Put(
            "/api/identity/inbox/preferences", null, new { email = "ai.do@haiphong.gov.vn", delivery = "daily", mutedKinds = new[] { "reminder" } })),
        ["GET /api/identity/mails"] = At(_ => Get("/api/identity/mails")),
        ["POST /api/identity/mails/replay"] = At(_ => Post("/api/identity/mails/replay", null, new { ids = new[] { 1 } })),
        ["GET /api/identity/clients"] = At(_ => Get("/api/identity/clients")),
        ["POST /api/identity/clients"] = At(w => Post("/api/identity/clients", null, new { unit = w.Unit })),
        ["POST /api/identity/clients/{clientId}/secret"] = On(async w => Post(
            $"/api/identity/clients/{await ClientAsync(w)}/secret", null, new { overlapHours = 1 })),
        ["POST /api/identity/clients/{clientId}/revoke"] = On(async w => Post($"/api/identity/clients/{await ClientAsync(w)}/revoke", null)),
        ["POST /api/identity/token/revoke"] = At(_ => new(
            HttpMethod.Post, "/api/identity/token/revoke", null, () => new FormUrlEncodedContent([new("token", "nobody-has-this-one")]))),
        ["GET /api/identity/outbox"] = At(_ => Get("/api/identity/outbox")),
        ["POST /api/identity/outbox/replay"] = At(_ => Post("/api/identity/outbox/replay", null)),
    };

    private static async Task<string> ClientAsync(World world) =>
        (await world.Admin("Identity").PostJsonAsync("/api/identity/clients", new { unit = world.Unit }).ReadAsync()).Text("clientId");

    private static object NewUser(World world, string name) => new
    {
        userName = name,
        displayName = "Người mới",
        unit = world.Unit,
        roles = new[] { "commune-officer" },
        password = "mat-khau-dau-123",
    };

    private static async Task<string> UserAsync(World world)
    {
        var name = NextName("cu.");
        await world.Admin("Identity").PostJsonAsync("/api/identity/users", NewUser(world, name)).ReadAsync();
        return name;
    }
}

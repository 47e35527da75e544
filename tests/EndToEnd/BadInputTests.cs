using System.Net;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

[Collection(SharedPlatformCollection.Name)]
public sealed class BadInputTests(SharedPlatform shared)
{
    // A ward that no other test writes for.
    private const string Unit = "10507";
    private const string OtherUnit = "10525";
    private const string Report = $"/api/reports/2025-Q3/{Unit}";

    [Fact]
    public async Task UnknownUnit_Is404WithItsCode()
    {
        using var admin = await shared.Platform.SignInAsync("city-admin");
        Assert.Equal((HttpStatusCode.NotFound, "REQ-0010"), Seen(await admin.GetAsync("/api/rollups/99999?period=2025-Q3")));
        Assert.Equal((HttpStatusCode.NotFound, "REQ-0010"), Seen(await admin.GetAsync("/api/reports/2025-Q3/99999")));
    }

    [Fact]
    public async Task ClosedAndUnknownPeriods_AreRefused()
    {
        using var officer = await shared.Platform.SignInAsync($"{Unit}-officer");
        Assert.Equal((HttpStatusCode.Conflict, "RPT-0002"), Seen(await officer.PutAsync($"/api/reports/2024-Q1/{Unit}", new { values = new { } })));
        Assert.Equal((HttpStatusCode.BadRequest, "REQ-0011"), Seen(await officer.PutAsync($"/api/reports/2025-Q9/{Unit}", new { values = new { } })));
        Assert.Equal((HttpStatusCode.NotFound, "RPT-0004"), Seen(await officer.PutAsync($"/api/reports/2031-Q1/{Unit}", new { values = new { } })));
    }

    [Fact]
    public async Task BrokenJson_Is400_AndNothingIsStored()
    {
        using var officer = await shared.Platform.SignInAsync($"{Unit}-officer");
        Assert.Equal((HttpStatusCode.BadRequest, "REQ-0001"), Seen(await officer.SendTextAsync(HttpMethod.Put, Report, "{\"values\": {")));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "REQ-0003"), Seen(await officer.SendTextAsync(HttpMethod.Put, Report, "values", "text/plain")));
        Assert.Equal("none", (await officer.GetAsync(Report)).Ok().GetProperty("state").GetString());
    }

    [Fact]
    public async Task WrongValues_AreToldAllAtOnce_AndNothingIsStored()
    {
        using var officer = await shared.Platform.SignInAsync($"{Unit}-officer");
        var answer = await officer.PutAsync(Report, new
        {
            values = new Dictionary<string, object> { ["KHONG_CO"] = 1, ["HS_TIEPNHAN"] = -5, ["HS_GIAIQUYET"] = "mười", ["HS_DUNGHAN"] = 1.5, ["TTHC_TONG"] = 12 },
            narrative = new Dictionary<string, object> { ["S99"] = "?" },
        });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "REQ-0006"), Seen(answer));
        var errors = answer["errors"].EnumerateArray().Select(e => (e.GetProperty("field").GetString(), e.GetProperty("code").GetString())).Order().ToList();
        Assert.Equal(
            [
                ("narrative.S99", "RPT-1008"), ("values.HS_DUNGHAN", "RPT-1004"), ("values.HS_GIAIQUYET", "RPT-1002"),
                ("values.HS_TIEPNHAN", "RPT-1003"), ("values.KHONG_CO", "RPT-1001"),
            ],
            errors);
        Assert.Equal("none", (await officer.GetAsync(Report)).Ok().GetProperty("state").GetString());
    }

    [Fact]
    public async Task FiftyMegabytes_Are413()
    {
        using var officer = await shared.Platform.SignInAsync($"{Unit}-officer");
        var body = new byte[50 * 1024 * 1024];
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "REQ-0002"), Seen(await officer.SendAsync(HttpMethod.Put, Report, new ByteArrayContent(body))));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "REQ-0002"), Seen(await officer.ImportAsync(Unit, "to.txt", body)));
    }

    [Fact]
    public async Task WrongToken_Is401()
    {
        using var nobody = new Api(shared.Platform.Address);
        Assert.Equal((HttpStatusCode.Unauthorized, "AUTH-0001"), Seen(await nobody.GetAsync(Report)));
        nobody.SetToken("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJjaXR5LWFkbWluIn0.AAAA");
        Assert.Equal((HttpStatusCode.Unauthorized, "AUTH-0001"), Seen(await nobody.GetAsync(Report)));
    }

    [Fact]
    public async Task AnotherWardsToken_Is403_AndNothingIsStored()
    {
        using var other = await shared.Platform.SignInAsync($"{OtherUnit}-leader");
        Assert.Equal((HttpStatusCode.Forbidden, "AUTH-0002"), Seen(await other.GetAsync(Report)));
        Assert.Equal((HttpStatusCode.Forbidden, "AUTH-0002"), Seen(await other.PutAsync(Report, Values(1, 1))));
        Assert.Equal((HttpStatusCode.Forbidden, "AUTH-0002"), Seen(await other.PostAsync($"{Report}/submit")));
        Assert.Equal((HttpStatusCode.Forbidden, "AUTH-0002"), Seen(await other.GetAsync("/api/rollups/31?period=2025-Q3")));
        using var admin = await shared.Platform.SignInAsync("city-admin");
        Assert.Equal("none", (await admin.GetAsync(Report)).Ok().GetProperty("state").GetString());
    }

    [Fact]
    public async Task UnfinishedDraft_IsNotSubmitted_AndEveryGapIsNamed()
    {
        const string unit = "10532";
        using var leader = await shared.Platform.SignInAsync($"{unit}-leader");
        (await leader.PutAsync($"/api/reports/2025-Q3/{unit}", Values(10, 11))).Ok();
        var answer = await leader.PostAsync($"/api/reports/2025-Q3/{unit}/submit");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "RPT-0007"), Seen(answer));
        var codes = answer["errors"].EnumerateArray().Select(e => e.GetProperty("code").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "RPT-1006", "RPT-1007", "RPT-1010" }, codes);
        Assert.Equal("draft", (await leader.GetAsync($"/api/reports/2025-Q3/{unit}")).Ok().GetProperty("state").GetString());
    }

    private static object Values(int received, int synchronised) =>
        new { values = new Dictionary<string, int> { ["HS_TIEPNHAN"] = received, ["HS_DONGBO"] = synchronised } };

    private static (HttpStatusCode, string?) Seen(Answer answer) => (answer.Status, answer.Code);
}

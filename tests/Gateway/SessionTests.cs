using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Gateway.Sessions;
using Platform.Identity.Storage;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class SessionTests : IAsyncLifetime
{
    private const string Now = "2025-09-12T08:00:00+07:00";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Gateway"], Now);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    [Fact]
    public async Task SignIn_SetsAStrictHttpOnlyCookie_AndShowsNoToken()
    {
        var browser = new Browser(_platform);
        using var response = await browser.SignInAsync("11593-leader");
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(cookie.Length < 1_000, "The cookie carries a key, not the session.");

        var body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("eyJ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("token\"", body, StringComparison.OrdinalIgnoreCase);
        var session = await browser.GetAsync("/bff/session").ReadAsync<SessionsEndpoint.Session>();
        Assert.Equal(("11593-leader", "11593", "phuong"), (session.UserName, session.Unit, session.UnitKind));
        // The pages count deadlines by this clock, not by the browser's.
        Assert.Equal(DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture), session.Now, TimeSpan.FromMinutes(5));
        using var me = await browser.GetAsync("/api/identity/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.DoesNotContain("eyJ", $"{me.Headers}{await me.Content.ReadAsStringAsync()}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_Wrong_AnswersIdentitysRefusal()
    {
        var browser = new Browser(_platform);
        Assert.Equal((400, "IDN-0001"), await CodeAsync(browser.SignInAsync("11593-leader", "wrong")));
        Assert.Equal((401, "AUTH-0001"), await CodeAsync(browser.GetAsync("/bff/session")));
        Assert.Equal((401, "AUTH-0001"), await CodeAsync(browser.GetAsync("/api/identity/me")));
        Assert.Equal((400, "REQ-0001"), await CodeAsync(_platform.Anonymous("Gateway").SendRawAsync(HttpMethod.Post, "/bff/sign-in", "{")));
    }

    [Fact]
    public async Task SignIn_OverAnotherSession_DoesNotTakeItOver()
    {
        var planted = new Browser(_platform);
        await planted.SignInAsync("11593-officer");
        var victim = new Browser(_platform) { Cookie = planted.Cookie };
        await victim.SignInAsync("11593-leader");
        Assert.Equal("11593-leader", (await victim.GetAsync("/bff/session").ReadAsync<SessionsEndpoint.Session>()).UserName);
        Assert.Equal("11593-officer", (await planted.GetAsync("/bff/session").ReadAsync<SessionsEndpoint.Session>()).UserName);
    }

    [Fact]
    public async Task UnsafeCall_WithoutOrWithWrongCsrfToken_IsForbidden()
    {
        var browser = new Browser(_platform);
        await browser.SignInAsync("city-admin");
        var user = new { userName = "new.user", displayName = "N", unit = "11593", roles = new[] { "commune-officer" }, password = "long-enough-12" };
        var csrf = browser.Csrf;
        foreach (var wrong in (string?[])[null, "", "wrong", $"{csrf}x"])
        {
            browser.Csrf = wrong;
            Assert.Equal((403, "AUTH-0003"), await CodeAsync(browser.PostAsync("/api/identity/users", user)));
            Assert.Equal((403, "AUTH-0003"), await CodeAsync(browser.PostAsync("/bff/sign-out")));
        }
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/identity/me")).StatusCode);
        browser.Csrf = csrf;
        Assert.Equal(HttpStatusCode.Created, (await browser.PostAsync("/api/identity/users", user)).StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAtTheServer()
    {
        var browser = new Browser(_platform);
        await browser.SignInAsync("11593-leader");
        var cookie = browser.Cookie;
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/bff/sign-out")).StatusCode);
        browser.Cookie = cookie;
        Assert.Equal((401, "AUTH-0001"), await CodeAsync(browser.GetAsync("/bff/session")));
        Assert.Equal(0, await _platform.DbAsync<SessionsDb, int>("Gateway", db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Session_SurvivesARestartOfTheGateway_AndEndsAfterTenHours()
    {
        var browser = new Browser(_platform);
        await browser.SignInAsync("11593-leader");
        var cookie = browser.Cookie;
        await _platform.RestartAsync("2025-09-12T17:59:00+07:00");
        Assert.Equal(HttpStatusCode.OK, (await new Browser(_platform) { Cookie = cookie }.GetAsync("/bff/session")).StatusCode);
        await _platform.RestartAsync("2025-09-12T18:01:00+07:00");
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Browser(_platform) { Cookie = cookie }.GetAsync("/bff/session")).StatusCode);
    }

    [Fact]
    public async Task TwentyCallsWithAnExpiredToken_RefreshOnce()
    {
        var browser = new Browser(_platform);
        await browser.SignInAsync("11593-leader");
        var cookie = browser.Cookie;
        await _platform.RestartAsync("2025-09-12T09:00:00+07:00");

        var again = new Browser(_platform) { Cookie = cookie };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => again.GetAsync("/api/identity/me")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var tokens = await _platform.DbAsync<IdentityDb, List<RefreshTokenRow>>("Identity", db => db.RefreshTokens.ToListAsync());
        Assert.Equal((2, 1, 0), (tokens.Count, tokens.Count(t => t.UsedAt is not null), tokens.Count(t => t.RevokedAt is not null)));

        await _platform.RestartAsync("2025-09-12T10:00:00+07:00");
        Assert.Equal(HttpStatusCode.OK, (await new Browser(_platform) { Cookie = cookie }.GetAsync("/api/identity/me")).StatusCode);
    }

    [Fact]
    public async Task Refresh_WhileIdentityIsDown_IsUnavailableAndWorksAgainAfterwards()
    {
        var browser = new Browser(_platform);
        await browser.SignInAsync("11593-leader");
        var cookie = browser.Cookie;
        await _platform.RestartAsync("2025-09-12T09:00:00+07:00");
        await _platform.StopAsync("Identity");
        var again = new Browser(_platform) { Cookie = cookie };
        Assert.Equal((503, "REQ-0008"), await CodeAsync(again.GetAsync("/api/identity/me")));
        Assert.Equal((503, "REQ-0008"), await CodeAsync(again.SignInAsync("11593-leader")));
        await _platform.StartAsync("Identity");
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/identity/me")).StatusCode);
    }

    private static async Task<(int, string)> CodeAsync(Task<HttpResponseMessage> response)
    {
        var problem = await response.ProblemAsync();
        return (problem.Status, problem.Code);
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Gateway.Sessions;
using Platform.Identity.Storage;
using Platform.Testing;

namespace Platform.Gateway.Tests;

/// <summary>What Identity closes or changes, as a browser meets it, over one gateway and over two.</summary>
public sealed class SessionEndTests : IAsyncLifetime
{
    private const string User = "11593-officer";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Rollups", "Gateway"], "2025-09-12T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private async Task<Browser> SignedInAsync()
    {
        var browser = new Browser(_platform);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(User)).StatusCode);
        return browser;
    }

    private async Task ChangeAsync(string what, object change) =>
        Assert.Equal(HttpStatusCode.OK, (await _platform.Admin("Identity").PostJsonAsync($"/api/identity/users/{User}/{what}", change)).StatusCode);

    [Theory]
    [InlineData("disabled")]
    [InlineData("password")]
    public async Task ClosedAccountOrNewPassword_EndsItsSessionsAndStreams(string what)
    {
        var (browser, other) = (await SignedInAsync(), new Browser(_platform));
        await other.SignInAsync("11593-leader");
        using var stream = await _platform.Anonymous("Gateway").SendAsync(
            new(HttpMethod.Get, "/api/rollups/11593/stream?period=2025-Q3") { Headers = { { "Cookie", browser.Cookie } } }, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);

        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) != "event: rollup")
        {
            // The picture comes after what tells the browser when to come back.
        }

        await ChangeAsync(what, what == "disabled" ? new { disabled = true } : new { password = "another-password" });
        // Ends by itself, and in order: not cut off.
        await lines.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await Eventually.IsTrueAsync("the session is over", async () => (await browser.GetAsync("/bff/session")).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/identity/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/bff/session")).StatusCode);
        Assert.Equal(1, await _platform.DbAsync<SessionsDb, int>("Gateway", db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task OtherRoles_ReachTheRunningSession()
    {
        var browser = await SignedInAsync();
        var person = new { displayName = "Trần Văn B", roles = new[] { "commune-leader" } };
        Assert.Equal(HttpStatusCode.OK, (await _platform.Admin("Identity").PutJsonAsync($"/api/identity/users/{User}", person)).StatusCode);
        var session = await Eventually.GetAsync(
            "the new role", () => browser.GetAsync("/bff/session").ReadAsync<SessionsEndpoint.Session>(), s => s.Roles.Contains("commune-leader"));
        Assert.Equal(("Trần Văn B", browser.Csrf), (session.DisplayName, session.Csrf));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/identity/me")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/bff/sign-out")).StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsWhatWasOpenedWithTheSession()
    {
        var (browser, other) = (await SignedInAsync(), await SignedInAsync());
        using var stream = await _platform.Anonymous("Gateway").SendAsync(
            new(HttpMethod.Get, "/api/rollups/11593/stream?period=2025-Q3") { Headers = { { "Cookie", browser.Cookie } } }, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/bff/sign-out")).StatusCode);
        await stream.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/identity/me")).StatusCode);
        var tokens = await _platform.DbAsync<IdentityDb, List<RefreshTokenRow>>("Identity", db => db.RefreshTokens.ToListAsync());
        Assert.Equal((2, 1), (tokens.Count, tokens.Count(t => t.RevokedAt is not null)));
    }

    [Fact]
    public async Task TwoGateways_RenewASessionOnce_AndBothGoOn()
    {
        var cookie = (await SignedInAsync()).Cookie!;
        await _platform.RestartAsync("2025-09-12T09:00:00+07:00");
        await using var second = await _platform.SecondGatewayAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(second.Urls.First()) };
        var doors = (HttpClient[])[_platform.Anonymous("Gateway"), client];
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            doors[i % 2].SendAsync(new(HttpMethod.Get, "/api/identity/me") { Headers = { { "Cookie", cookie } } })));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var tokens = await _platform.DbAsync<IdentityDb, List<RefreshTokenRow>>("Identity", db => db.RefreshTokens.ToListAsync());
        Assert.Equal((2, 1, 0), (tokens.Count, tokens.Count(t => t.UsedAt is not null), tokens.Count(t => t.RevokedAt is not null)));
    }

    [Fact]
    public async Task Sweep_ForgetsSessionsThatHaveRunOut_InBatches()
    {
        await SignedInAsync();
        await _platform.DbAsync<SessionsDb, int>("Gateway", db =>
        {
            db.Sessions.AddRange(Enumerable.Range(0, SessionSweep.BatchSize + 5).Select(i => new SessionRow { Key = $"k{i}", Ticket = [], ExpiresAt = i }));
            return db.SaveChangesAsync();
        });
        var sweep = new SessionSweep(_platform.Scopes("Gateway"), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SessionSweep>.Instance);
        // The real clock is past the platform's: a session of its day has run out too.
        Assert.Equal(SessionSweep.BatchSize, await sweep.SweepAsync(default));
        Assert.Equal(6, await sweep.SweepAsync(default));
        Assert.Equal(0, await sweep.SweepAsync(default));
    }
}

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Identity.Clients;
using Platform.Identity.SignIn;
using Platform.Identity.Storage;
using Platform.Identity.Users;
using Platform.Testing;

namespace Platform.Identity.Tests;

/// <summary>The token endpoint and what its tokens are worth, over HTTP.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Now = "2025-09-12T08:00:00+07:00";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync([], Now);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private Task<HttpResponseMessage> AskAsync(params (string Key, string Value)[] form) => _platform.Anonymous("Identity").PostAsync(
        "/api/identity/token", new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    private Task<HttpResponseMessage> PasswordAsync(string user, string password = TestPlatform.Password) =>
        AskAsync(("grant_type", "password"), ("username", user), ("password", password));

    private Task<HttpResponseMessage> RefreshAsync(string? token) => AskAsync(("grant_type", "refresh_token"), ("refresh_token", token ?? ""));

    private async Task<HttpStatusCode> MeAsync(string token)
    {
        var client = _platform.Anonymous("Identity");
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (await client.GetAsync("/api/identity/me")).StatusCode;
    }

    [Fact]
    public async Task Token_AskedForAsJson_IsToldThatAFormIsWanted()
    {
        var problem = await _platform.Anonymous("Identity").PostJsonAsync("/api/identity/token", new { grant_type = "password" }).ProblemAsync();
        Assert.Equal((415, "REQ-0003"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Password_Right_GivesTokensThatSayWhoItIs()
    {
        var granted = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        Assert.Equal(("Bearer", 900), (granted.TokenType, granted.ExpiresIn));
        Assert.NotNull(granted.RefreshToken);
        var client = _platform.Anonymous("Identity");
        client.DefaultRequestHeaders.Authorization = new("Bearer", granted.AccessToken);
        var me = await client.GetAsync("/api/identity/me").ReadAsync<UsersEndpoint.Me>();
        Assert.Equal(("11593-leader", "11593"), (me.UserName, me.Unit));
        Assert.Equal(["commune-leader"], me.Roles);
    }

    [Theory]
    [InlineData("11593-leader", "wrong")]
    [InlineData("nobody", TestPlatform.Password)]
    [InlineData("", "")]
    public async Task Password_Wrong_AnswersAlikeForUserAndPassword(string user, string password)
    {
        using var response = await PasswordAsync(user, password);
        var problem = await response.ProblemAsync();
        Assert.Equal((400, "IDN-0001"), (problem.Status, problem.Code));
        Assert.Contains("\"error\":\"invalid_grant\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_WrongTenTimes_LocksForAMinute()
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal("IDN-0001", (await PasswordAsync("11593-officer", "wrong").ProblemAsync()).Code);
        Assert.Equal("IDN-0005", (await PasswordAsync("11593-officer").ProblemAsync()).Code);
        await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();

        await _platform.RestartAsync("2025-09-12T08:01:30+07:00");
        await PasswordAsync("11593-officer").ReadAsync<TokenEndpoint.TokenAnswer>();
        Assert.Equal("IDN-0001", (await PasswordAsync("11593-officer", "wrong").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Refresh_IsGoodOnce_AndItsReuseRevokesTheFamily()
    {
        var first = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        var other = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        var second = await RefreshAsync(first.RefreshToken).ReadAsync<TokenEndpoint.TokenAnswer>();
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(second.AccessToken));

        Assert.Equal("IDN-0002", (await RefreshAsync(first.RefreshToken).ProblemAsync()).Code);
        Assert.Equal("IDN-0002", (await RefreshAsync(second.RefreshToken).ProblemAsync()).Code);
        await RefreshAsync(other.RefreshToken).ReadAsync<TokenEndpoint.TokenAnswer>();
    }

    [Fact]
    public async Task Refresh_UsedByManyAtOnce_LeavesNoTokenOfTheFamilyGood()
    {
        var first = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(first.RefreshToken)));
        var winner = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal("IDN-0002", (await RefreshAsync((await winner.ReadAsync<TokenEndpoint.TokenAnswer>()).RefreshToken).ProblemAsync()).Code);
        Assert.True(await _platform.DbAsync<IdentityDb, bool>("Identity", db => db.RefreshTokens.AllAsync(t => t.RevokedAt != null)));
    }

    [Fact]
    public async Task Refresh_OfADisabledUserOrAnUnknownToken_IsRefused()
    {
        var granted = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        await _platform.DbAsync<IdentityDb, int>("Identity", db => db.Users.Where(u => u.UserName == "11593-leader").ExecuteUpdateAsync(s => s.SetProperty(u => u.Disabled, true)));
        Assert.Equal("IDN-0002", (await RefreshAsync(granted.RefreshToken).ProblemAsync()).Code);
        Assert.Equal("IDN-0001", (await PasswordAsync("11593-leader").ProblemAsync()).Code);
        Assert.Equal("IDN-0002", (await RefreshAsync("made-up").ProblemAsync()).Code);
        Assert.Equal("IDN-0002", (await RefreshAsync(null).ProblemAsync()).Code);
    }

    [Fact]
    public async Task Refresh_AfterTwelveHours_IsRefused()
    {
        var granted = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        await _platform.RestartAsync("2025-09-12T20:00:10+07:00");
        Assert.Equal("IDN-0002", (await RefreshAsync(granted.RefreshToken).ProblemAsync()).Code);
    }

    [Fact]
    public async Task Client_WithItsSecret_GetsATokenWithoutRefresh()
    {
        var made = await _platform.Admin("Identity").PostJsonAsync("/api/identity/clients", new { unit = "31" }).ReadAsync<ClientsEndpoint.ClientSecret>();
        var granted = await AskAsync(("grant_type", "client_credentials"), ("client_id", made.ClientId), ("client_secret", made.Secret)).ReadAsync<TokenEndpoint.TokenAnswer>();
        Assert.Null(granted.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(granted.AccessToken));

        using var wrong = await AskAsync(("grant_type", "client_credentials"), ("client_id", made.ClientId), ("client_secret", "wrong"));
        Assert.Equal((401, "IDN-0003"), ((await wrong.ProblemAsync()).Status, (await wrong.ProblemAsync()).Code));
        Assert.Equal("IDN-0004", (await AskAsync(("grant_type", "implicit")).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await _platform.Leader("Identity", "11593").PostJsonAsync("/api/identity/clients", new { unit = "11593" }).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await _platform.Admin("Identity").PostJsonAsync("/api/identity/clients", new { unit = "01" }).ProblemAsync()).Code);
        Assert.False(await _platform.DbAsync<IdentityDb, bool>("Identity", db => db.Clients.AnyAsync(c => c.SecretHash.Contains(made.Secret))));
    }

    [Fact]
    public async Task Jwks_VerifiesTheTokensSignature()
    {
        var granted = await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>();
        var parts = granted.AccessToken.Split('.');
        var header = JsonDocument.Parse(Decode(parts[0])).RootElement;
        Assert.Equal("ES256", header.GetProperty("alg").GetString());

        var discovery = await _platform.Anonymous("Identity").GetAsync("/.well-known/openid-configuration").ReadAsync<JsonElement>();
        var jwks = await _platform.Anonymous("Identity").GetAsync(new Uri(discovery.GetProperty("jwks_uri").GetString()!).PathAndQuery).ReadAsync<JsonElement>();
        var key = jwks.GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        Assert.False(key.TryGetProperty("d", out _));
        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Decode(key.GetProperty("x").GetString()!), Y = Decode(key.GetProperty("y").GetString()!) },
        });
        Assert.True(verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Token_TamperedWith_IsUnauthorized()
    {
        var token = (await PasswordAsync("11593-officer").ReadAsync<TokenEndpoint.TokenAnswer>()).AccessToken;
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(Decode(parts[1]));
        var promoted = Encode(payload.Replace("commune-officer", "city-admin", StringComparison.Ordinal));
        var unsigned = Encode("""{"alg":"none","typ":"JWT"}""");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Base64Url.EncodeToString(stranger.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{promoted}"), HashAlgorithmName.SHA256));
        var symmetric = Encode("""{"alg":"HS256","typ":"JWT"}""");
        var hashed = Base64Url.EncodeToString(HMACSHA256.HashData("platform"u8, Encoding.ASCII.GetBytes($"{symmetric}.{promoted}")));

        Assert.Equal(HttpStatusCode.OK, await MeAsync(token));
        foreach (var bad in (string[])[$"{parts[0]}.{promoted}.{parts[2]}", $"{unsigned}.{promoted}.", $"{parts[0]}.{promoted}.{forged}", $"{symmetric}.{promoted}.{hashed}", "x", $"{token}x"])
            Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(bad));
    }

    [Fact]
    public async Task Token_Expired_IsUnauthorizedAfterTheSkew()
    {
        var token = (await PasswordAsync("11593-leader").ReadAsync<TokenEndpoint.TokenAnswer>()).AccessToken;
        await _platform.RestartAsync("2025-09-12T08:15:10+07:00");
        Assert.Equal(HttpStatusCode.OK, await MeAsync(token));
        await _platform.RestartAsync("2025-09-12T08:16:00+07:00");
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(token));
    }

    [Fact]
    public async Task Start_WithoutPasswords_MakesNoAccount()
    {
        await using var bare = await TestPlatform.StartAsync([], settings: new() { ["Demo:Password"] = null });
        Assert.False(await bare.DbAsync<IdentityDb, bool>("Identity", db => db.Users.AnyAsync()));
        await using var first = await TestPlatform.StartAsync([], settings: new() { ["Demo:Password"] = null, ["PLATFORM_ADMIN_PASSWORD"] = "first-password" });
        Assert.Equal(["city-admin"], await first.DbAsync<IdentityDb, List<string>>("Identity", db => db.Users.Select(u => u.UserName).ToListAsync()));
    }

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

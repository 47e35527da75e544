using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Grpc.Identity;
using Platform.Contracts.Grpc.Tasks;
using Platform.Identity.SignIn;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.Identity.Tests;

/// <summary>What is closed at Identity ends in every service, by the poll that runs there; Tasks stands for all of them.</summary>
public sealed class RevocationTests : IAsyncLifetime
{
    private const string User = "11593-officer";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"]);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private async Task<TokenEndpoint.TokenAnswer> SignInAsync(string user = User, string password = TestPlatform.Password) =>
        await AskAsync(("grant_type", "password"), ("username", user), ("password", password)).ReadAsync<TokenEndpoint.TokenAnswer>();

    private Task<HttpResponseMessage> AskAsync(params (string Key, string Value)[] form) => _platform.Anonymous("Identity").PostAsync(
        "/api/identity/token", new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    private Task<HttpResponseMessage> RefreshAsync(string? token) => AskAsync(("grant_type", "refresh_token"), ("refresh_token", token ?? ""));

    private async Task<HttpStatusCode> StatusAsync(string service, string token)
    {
        var client = _platform.Anonymous(service);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (await client.GetAsync(service == "Tasks" ? "/api/tasks?orgUnit=11593" : "/api/identity/me")).StatusCode;
    }

    private async Task<StatusCode> GrpcStatusAsync(string token)
    {
        using var channel = GrpcChannel.ForAddress(_platform.GrpcAddress("Tasks"));
        try
        {
            await new TaskCounters.TaskCountersClient(channel).GetAsync(new() { OrgUnit = "11593", Year = 2025 }, new Metadata { { "authorization", $"Bearer {token}" } });
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
    }

    private async Task EndsEverywhereAsync(string token)
    {
        foreach (var service in (string[])["Tasks", "Identity"])
            await Eventually.IsTrueAsync($"the token is refused by {service}", async () => await StatusAsync(service, token) == HttpStatusCode.Unauthorized);
        Assert.Equal(StatusCode.Unauthenticated, await GrpcStatusAsync(token));
    }

    private async Task IsGoodEverywhereAsync(string token)
    {
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, StatusCode.OK), (await StatusAsync("Tasks", token), await StatusAsync("Identity", token), await GrpcStatusAsync(token)));
    }

    [Fact]
    public async Task ClosedAccount_EndsInEveryService_AndComesBackWithANewSignInAlone()
    {
        var (admin, token, other) = (_platform.Admin("Identity"), await SignInAsync(), await SignInAsync("11593-leader"));
        await IsGoodEverywhereAsync(token.AccessToken);
        await admin.PostJsonAsync($"/api/identity/users/{User}/disabled", new { disabled = true }).ReadAsync<UsersEndpoint.UserView>();
        await EndsEverywhereAsync(token.AccessToken);
        await IsGoodEverywhereAsync(other.AccessToken);
        Assert.Equal("IDN-0002", (await RefreshAsync(token.RefreshToken).ProblemAsync()).Code);

        await admin.PostJsonAsync($"/api/identity/users/{User}/disabled", new { disabled = false }).ReadAsync<UsersEndpoint.UserView>();
        Assert.Equal("IDN-0002", (await RefreshAsync(token.RefreshToken).ProblemAsync()).Code);
        await IsGoodEverywhereAsync((await SignInAsync()).AccessToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("Tasks", token.AccessToken));
    }

    [Fact]
    public async Task NewPassword_EndsTheSessionsOfTheOldOne()
    {
        var token = await SignInAsync();
        await _platform.Admin("Identity").PostJsonAsync($"/api/identity/users/{User}/password", new { password = "another-password" }).ReadAsync<UsersEndpoint.UserView>();
        // At once and in the same second: the new token is not taken for an old one.
        var fresh = await SignInAsync(password: "another-password");
        await EndsEverywhereAsync(token.AccessToken);
        await IsGoodEverywhereAsync(fresh.AccessToken);
        Assert.Equal("IDN-0002", (await RefreshAsync(token.RefreshToken).ProblemAsync()).Code);
        await RefreshAsync(fresh.RefreshToken).ReadAsync<TokenEndpoint.TokenAnswer>();
    }

    [Theory]
    [InlineData("commune-leader", null)]
    [InlineData("commune-officer", "KT")]
    public async Task OtherRolesOrOffice_EndTheToken_ButNotTheSession(string role, string? office)
    {
        var token = await SignInAsync();
        var person = new { displayName = "B", roles = new[] { role }, office };
        await _platform.Admin("Identity").PutJsonAsync($"/api/identity/users/{User}", person).ReadAsync<UsersEndpoint.UserView>();
        await EndsEverywhereAsync(token.AccessToken);
        var next = await RefreshAsync(token.RefreshToken).ReadAsync<TokenEndpoint.TokenAnswer>();
        await IsGoodEverywhereAsync(next.AccessToken);

        // Another name alone is no other right.
        await _platform.Admin("Identity").PutJsonAsync($"/api/identity/users/{User}", person with { displayName = "C" }).ReadAsync<UsersEndpoint.UserView>();
        await _platform.Get<RevokedTokens>("Tasks").RefreshAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("Tasks", next.AccessToken));
    }

    [Fact]
    public async Task RefreshTokenUsedTwiceOrGivenUp_EndsTheAccessTokensOfItsSignIn()
    {
        var (stolen, other, left) = (await SignInAsync(), await SignInAsync(), await SignInAsync());
        var next = await RefreshAsync(stolen.RefreshToken).ReadAsync<TokenEndpoint.TokenAnswer>();
        Assert.Equal("IDN-0002", (await RefreshAsync(stolen.RefreshToken).ProblemAsync()).Code);
        await EndsEverywhereAsync(next.AccessToken);
        await IsGoodEverywhereAsync(other.AccessToken);

        Task<HttpResponseMessage> RevokeAsync(string token) => _platform.Anonymous("Identity").PostAsync(
            "/api/identity/token/revoke", new FormUrlEncodedContent([KeyValuePair.Create("token", token)]));
        Assert.Equal(HttpStatusCode.OK, (await RevokeAsync(left.RefreshToken!)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await RevokeAsync("made up")).StatusCode);
        Assert.Equal("REQ-0003", (await _platform.Anonymous("Identity").PostAsync("/api/identity/token/revoke").ProblemAsync()).Code);
        await EndsEverywhereAsync(left.AccessToken);
        Assert.Equal("IDN-0002", (await RefreshAsync(left.RefreshToken).ProblemAsync()).Code);
        await IsGoodEverywhereAsync(other.AccessToken);
    }

    [Fact]
    public async Task Instances_TellTheSame_WhicheverWasToldAndWhicheverIsAsked()
    {
        await using var second = await _platform.SecondIdentityAsync();
        using var channels = new Channels(_platform.GrpcAddress("Identity"), new(second.Urls.Last()));
        await _platform.Admin("Identity").PostJsonAsync($"/api/identity/users/{User}/disabled", new { }).ReadAsync<UsersEndpoint.UserView>();
        var answers = await channels.ListAsync("");
        Assert.All(answers, a => Assert.Equal((User, 1L), (Assert.Single(a.Revocations).Holder, a.Revocations[0].Below)));
        Assert.Equal(answers[0].Version, answers[1].Version);
        Assert.All(await channels.ListAsync(answers[0].Version), a => Assert.Equal((true, 0), (a.Unchanged, a.Revocations.Count)));
    }

    [Fact]
    public async Task ChangesAtOnce_EachCount()
    {
        var admin = _platform.Admin("Identity");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            admin.PostJsonAsync($"/api/identity/users/{User}/password", new { password = $"another-password-{i}" })));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var (user, below) = await _platform.DbAsync<IdentityDb, (long, long)>("Identity", async db =>
            (await db.Users.Where(u => u.UserName == User).Select(u => u.TokenVersion).SingleAsync(), await db.Revocations.Where(r => r.Holder == User).Select(r => r.Below).SingleAsync()));
        Assert.Equal((8, 8), (user, below));
    }

    [Fact]
    public async Task Sweep_ForgetsWhatHasRunOut_InBatches()
    {
        var now = TimeProvider.System.GetUtcNow();
        await SignInAsync();
        await _platform.DbAsync<IdentityDb, int>("Identity", db =>
        {
            db.RefreshTokens.AddRange(Enumerable.Range(0, TokenSweep.BatchSize + 5).Select(i => new RefreshTokenRow
            {
                TokenHash = $"h{i}",
                Family = Guid.NewGuid(),
                UserName = User,
                ExpiresAt = now.AddMinutes(-1),
                UsedAt = i % 2 == 0 ? now : null,
            }));
            db.Revocations.AddRange(new() { Holder = "old", Until = now.AddMinutes(-1) }, new() { Holder = "new", Until = now.AddMinutes(1) });
            return db.SaveChangesAsync();
        });
        var sweeps = (TokenSweep[])[Sweep(), Sweep()];
        Assert.Equal(TokenSweep.BatchSize + 1, await sweeps[0].SweepAsync(default));
        await Task.WhenAll(sweeps.Select(s => s.SweepAsync(default)));
        Assert.Equal(0, await sweeps[1].SweepAsync(default));
        Assert.Equal((1, "new"), await _platform.DbAsync<IdentityDb, (int, string)>("Identity", async db => (await db.RefreshTokens.CountAsync(), (await db.Revocations.SingleAsync()).Holder)));
    }

    private TokenSweep Sweep() => new(_platform.Scopes("Identity"), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<TokenSweep>.Instance);

    private sealed class Channels(params Uri[] addresses) : IDisposable
    {
        private readonly GrpcChannel[] _channels = [.. addresses.Select(a => GrpcChannel.ForAddress(a))];

        public async Task<ListRevocationsReply[]> ListAsync(string known) =>
            await Task.WhenAll(_channels.Select(c => new Revocations.RevocationsClient(c).ListAsync(new() { Known = known }).ResponseAsync));

        public void Dispose() => Array.ForEach(_channels, c => c.Dispose());
    }
}

using System.Net;
using Platform.Identity.Clients;
using Platform.Identity.SignIn;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.Testing;
using static Platform.Identity.Clients.ClientsEndpoint;

namespace Platform.Identity.Tests;

public sealed class ClientsTests : IAsyncLifetime
{
    private const string Now = "2025-09-12T08:00:00+07:00";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], Now);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private HttpClient Admin => _platform.Admin("Identity");

    private Task<ClientSecret> MakeAsync(string unit = "31", string? name = "Trục LGSP") =>
        Admin.PostJsonAsync("/api/identity/clients", new { unit, name }).ReadAsync<ClientSecret>();

    private async Task<List<ClientView>> ListAsync() => await Admin.GetAsync("/api/identity/clients").ReadAsync<List<ClientView>>();

    private Task<HttpResponseMessage> AskAsync(string id, string secret) =>
        _platform.Anonymous("Identity").PostAsync("/api/identity/token", new FormUrlEncodedContent(
    [
        KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("client_id", id),
            KeyValuePair.Create("client_secret", secret),
    ]));

    private async Task<string> TokenAsync(string id, string secret) =>
        (await AskAsync(id, secret).ReadAsync<TokenEndpoint.TokenAnswer>()).AccessToken;

    private async Task<HttpStatusCode> TasksAnswersAsync(string token)
    {
        var client = _platform.Anonymous("Tasks");
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (await client.GetAsync("/api/tasks?orgUnit=11593")).StatusCode;
    }

    [Fact]
    public async Task List_ShowsWhoIsThereAndWhenItCameLast_AndNoSecret()
    {
        var (used, idle) = (await MakeAsync(), await MakeAsync("11593", null));
        Assert.Null((await ListAsync()).Single(c => c.ClientId == used.ClientId).LastUsedAt);
        await TokenAsync(used.ClientId, used.Secret);
        var text = await Admin.GetStringAsync("/api/identity/clients");
        Assert.DoesNotContain(used.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(TokenIssuer.HashOf(used.Secret), text, StringComparison.Ordinal);
        var clients = await ListAsync();
        Assert.Equal([used.ClientId, idle.ClientId], clients.Select(c => c.ClientId).OrderBy(c => c != used.ClientId));
        var first = clients.Single(c => c.ClientId == used.ClientId);
        Assert.Equal(("Trục LGSP", "31", false, (DateTimeOffset?)null), (first.Name, first.Unit, first.Revoked, first.OldSecretUntil));
        Assert.NotNull(first.LastUsedAt);
        Assert.Equal(("", (DateTimeOffset?)null), (clients.Single(c => c.ClientId == idle.ClientId).Name,
            clients.Single(c => c.ClientId == idle.ClientId).LastUsedAt));
    }

    [Fact]
    public async Task NewSecret_TheOldOneIsGoodAsLongAsChosen()
    {
        var made = await MakeAsync();
        var fresh = await Admin.PostJsonAsync($"/api/identity/clients/{made.ClientId}/secret",
            new { overlapHours = 24 }).ReadAsync<ClientSecret>();
        Assert.NotEqual(made.Secret, fresh.Secret);
        await TokenAsync(made.ClientId, made.Secret);
        var token = await TokenAsync(made.ClientId, fresh.Secret);
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(token));
        Assert.NotNull((await ListAsync()).Single().OldSecretUntil);

        await _platform.RestartAsync("2025-09-13T08:00:30+07:00");
        Assert.Equal("IDN-0003", (await AskAsync(made.ClientId, made.Secret).ProblemAsync()).Code);
        token = await TokenAsync(made.ClientId, fresh.Secret);
        Assert.Null((await ListAsync()).Single().OldSecretUntil);

        // Known to somebody else: it and what it got end at once.
        var last = await Admin.PostJsonAsync($"/api/identity/clients/{made.ClientId}/secret",
            new { overlapHours = 0 }).ReadAsync<ClientSecret>();
        Assert.Equal("IDN-0003", (await AskAsync(made.ClientId, fresh.Secret).ProblemAsync()).Code);
        await Eventually.IsTrueAsync("the token of the old secret is refused", async () =>
            await TasksAnswersAsync(token) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(await TokenAsync(made.ClientId, last.Secret)));
    }

    [Fact]
    public async Task Revoked_GetsNoTokenAndItsTokensEnd()
    {
        var (made, other) = (await MakeAsync(), await MakeAsync());
        var (token, good) = (await TokenAsync(made.ClientId, made.Secret), await TokenAsync(other.ClientId, other.Secret));
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(token));
        Assert.True((await Admin.PostAsync($"/api/identity/clients/{made.ClientId}/revoke").ReadAsync<ClientView>()).Revoked);
        Assert.True((await Admin.PostAsync($"/api/identity/clients/{made.ClientId}/revoke").ReadAsync<ClientView>()).Revoked);
        Assert.Equal("IDN-0003", (await AskAsync(made.ClientId, made.Secret).ProblemAsync()).Code);
        await Eventually.IsTrueAsync("the revoked client's token is refused", async () =>
            await TasksAnswersAsync(token) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(good));
        Assert.Equal("IDN-0062",
            (await Admin.PostJsonAsync($"/api/identity/clients/{made.ClientId}/secret", new { overlapHours = 0 }).ProblemAsync()).Code);
        Assert.Equal([true, false], (await ListAsync()).OrderBy(c => c.ClientId != made.ClientId).Select(c => c.Revoked));
    }

    [Fact]
    public async Task Clients_AreTheAdministratorsOfThePlatformsCity()
    {
        var made = await MakeAsync();
        foreach (var (user, unit, role) in (ValueTuple<string, string, string>[])[("l", "11593", "commune-leader"),
            ("a", "31", "city-analyst"), ("m", "31", "integration-client")])
        {
            var caller = _platform.As("Identity", user, unit, role);
            Assert.Equal("AUTH-0002", (await caller.GetAsync("/api/identity/clients").ProblemAsync()).Code);
            Assert.Equal("AUTH-0002",
                (await caller.PostJsonAsync($"/api/identity/clients/{made.ClientId}/secret",
                new { overlapHours = 1 }).ProblemAsync()).Code);
            Assert.Equal("AUTH-0002", (await caller.PostAsync($"/api/identity/clients/{made.ClientId}/revoke").ProblemAsync()).Code);
        }
        foreach (var unit in (string[])["01", "11593"])
        {
            var foreign = _platform.As("Identity", "admin", unit, "city-admin");
            Assert.Equal("AUTH-0002", (await foreign.GetAsync("/api/identity/clients").ProblemAsync()).Code);
            Assert.Equal("AUTH-0002", (await foreign.PostAsync($"/api/identity/clients/{made.ClientId}/revoke").ProblemAsync()).Code);
        }
        Assert.Equal("IDN-0060", (await Admin.PostAsync("/api/identity/clients/client-x/revoke").ProblemAsync()).Code);
        Assert.Equal(["name"], (await Admin.PostJsonAsync("/api/identity/clients",
            new { unit = "31", name = "a\nb" }).ProblemAsync()).Fields);
        foreach (var hours in (int?[])[null, -1, 721])
            Assert.Equal(["overlapHours"],
                (await Admin.PostJsonAsync($"/api/identity/clients/{made.ClientId}/secret",
                new { overlapHours = hours }).ProblemAsync()).Fields);
    }

    [Fact]
    public void Opens_WithTheTwoSecretsAtMost()
    {
        var now = DateTimeOffset.UnixEpoch;
        var client = new ClientRow { ClientId = "c", Name = "", SecretHash = TokenIssuer.HashOf("one"), Unit = "31", Roles = "r" };
        ClientSecrets.Replace(client, "two", TimeSpan.FromHours(1), now);
        Assert.Equal((true, true, false), (ClientSecrets.Opens(client, "one", now), ClientSecrets.Opens(client, "two", now),
            ClientSecrets.Opens(client, "one", now.AddHours(1))));
        ClientSecrets.Replace(client, "three", TimeSpan.FromHours(1), now);
        Assert.Equal((false, true, true), (ClientSecrets.Opens(client, "one", now), ClientSecrets.Opens(client, "two", now),
            ClientSecrets.Opens(client, "three", now)));
        ClientSecrets.Replace(client, "four", TimeSpan.Zero, now);
        Assert.Equal((false, false, true), (ClientSecrets.Opens(client, "two", now), ClientSecrets.Opens(client, "three", now),
            ClientSecrets.Opens(client, "four", now)));
    }
}

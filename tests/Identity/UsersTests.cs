using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.Identity.Tests;

public sealed class UsersTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync([]);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private static object User(string userName = "nguyen.van.a", string unit = "11593", string role = "commune-officer",
        string password = "long-enough-12") =>
        new { userName, displayName = "Nguyễn Văn A", unit, roles = new[] { role }, password };

    [Fact]
    public async Task Add_ThenSignIn_Works()
    {
        var made = await _platform.Admin("Identity").PostJsonAsync("/api/identity/users", User()).ReadAsync<UsersEndpoint.UserView>();
        Assert.Equal(("nguyen.van.a", "11593", false), (made.UserName, made.Unit, made.Demo));
        using var signIn = await _platform.Anonymous("Identity").PostAsync("/api/identity/token",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = "nguyen.van.a",
                ["password"] = "long-enough-12",
            }));
        Assert.True(signIn.IsSuccessStatusCode);
        Assert.Equal("IDN-0010", (await _platform.Admin("Identity").PostJsonAsync("/api/identity/users", User()).ProblemAsync()).Code);
        Assert.DoesNotContain("long-enough-12", await _platform.DbAsync<IdentityDb, string>("Identity", db =>
            db.Users.Where(u => u.UserName == "nguyen.van.a").Select(u => u.PasswordHash).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WithEverythingWrong_TellsAll()
    {
        var problem = await _platform.Admin("Identity").PostJsonAsync("/api/identity/users",
            new { userName = "A B", unit = "01", roles = new[] { "integration-client" }, password = "short" }).ProblemAsync();
        Assert.Equal((422, "REQ-0006"), (problem.Status, problem.Code));
        Assert.Equal(["userName", "displayName", "unit", "roles", "password"], problem.Fields);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("name\n")]
    [InlineData("Name")]
    [InlineData(".name")]
    [InlineData("nguyễn")]
    public async Task Add_WithAnUnfitName_IsRefused(string userName) =>
        Assert.Equal(["userName"],
            (await _platform.Admin("Identity").PostJsonAsync("/api/identity/users", User(userName)).ProblemAsync()).Fields);

    [Fact]
    public async Task List_ShowsTheScopeToAdministratorsOnly()
    {
        var all = await _platform.Admin("Identity").GetAsync("/api/identity/users").ReadAsync<List<UsersEndpoint.UserView>>();
        Assert.Equal((114 * 6) + 2, all.Count);
        Assert.Empty(await _platform.As("Identity", "hanoi", "01", "city-admin").GetAsync(
            "/api/identity/users").ReadAsync<List<UsersEndpoint.UserView>>());
        foreach (var role in (string[])["city-analyst", "commune-leader", "commune-officer", "auditor", "integration-client"])
        {
            Assert.Equal("AUTH-0002",
                (await _platform.As("Identity", "u", "31", role).GetAsync("/api/identity/users").ProblemAsync()).Code);
            Assert.Equal("AUTH-0002",
                (await _platform.As("Identity", "u", "31", role).PostJsonAsync("/api/identity/users", User()).ProblemAsync()).Code);
        }
        var own = await _platform.Leader("Identity", "11593").GetAsync("/api/identity/users").ReadAsync<List<UsersEndpoint.UserView>>();
        Assert.Equal((6, "11593"), (own.Count, own.Select(u => u.Unit).Distinct().Single()));
        Assert.Empty(await _platform.Leader("Identity", "11593").GetAsync(
            "/api/identity/users?orgUnit=11596").ReadAsync<List<UsersEndpoint.UserView>>());
        Assert.Equal(["11593-kt"],
            (await _platform.Leader("Identity", "11593").GetAsync(
            "/api/identity/users?office=KT").ReadAsync<List<UsersEndpoint.UserView>>()).Select(u => u.UserName));
    }

    [Fact]
    public async Task Change_ByAdministratorAndLeader_EachAsFarAsAllowed()
    {
        var (admin, leader) = (_platform.Admin("Identity"), _platform.Leader("Identity", "11593"));
        var person = new
        {
            displayName = "Trần Văn B",
            office = "KT",
            title = "Chuyên viên",
            email = "b@anphong.example",
            roles = new[] { "commune-officer" }
        };
        var changed = await leader.PutJsonAsync("/api/identity/users/11593-vp", person).ReadAsync<UsersEndpoint.UserView>();
        Assert.Equal(("Trần Văn B", "KT", "Chuyên viên", "b@anphong.example"),
            (changed.DisplayName, changed.Office, changed.Title, changed.Email));
        Assert.Equal("AUTH-0002",
            (await leader.PutJsonAsync("/api/identity/users/11593-vp",
            new { displayName = "B", roles = new[] { "city-admin" } }).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await leader.PostJsonAsync("/api/identity/users/11593-vp/disabled", new { }).ProblemAsync()).Code);
        Assert.Equal("IDN-0030", (await leader.PutJsonAsync("/api/identity/users/city-admin", person).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002",
            (await _platform.Officer("Identity", "11593").PutJsonAsync("/api/identity/users/11593-vp", person).ProblemAsync()).Code);
        var problem = await admin.PutJsonAsync("/api/identity/users/11593-vp",
            new { displayName = " ", office = "XYZ", title = "a\nb", email = "a@@b", roles = new[] { "king" } }).ProblemAsync();
        Assert.Equal(["displayName", "title", "email", "office", "roles"], problem.Fields);
        Assert.Equal("IDN-0031", (await admin.PostJsonAsync("/api/identity/users/city-admin/disabled", new { }).ProblemAsync()).Code);
        Assert.Equal("IDN-0031",
            (await admin.PutJsonAsync("/api/identity/users/city-admin", person with { office = null! }).ProblemAsync()).Code);
    }

    [Fact]
    public async Task DisablingAndANewPassword_EndTheSessions()
    {
        var (admin, anonymous) = (_platform.Admin("Identity"), _platform.Anonymous("Identity"));
        Task<HttpResponseMessage> TokenAsync(params (string, string)[] form) =>
            anonymous.PostAsync("/api/identity/token", new FormUrlEncodedContent(
                form.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))));
        async Task<string> SignInAsync(string password) =>
            (await TokenAsync(("grant_type", "password"), ("username", "11593-hcc"), ("password", password))
                .ReadAsync<SignIn.TokenEndpoint.TokenAnswer>()).RefreshToken!;

        var refresh = await SignInAsync(TestPlatform.Password);
        Assert.Equal(["password"],
            (await admin.PostJsonAsync("/api/identity/users/11593-hcc/password", new { password = "short" }).ProblemAsync()).Fields);
        await admin.PostJsonAsync("/api/identity/users/11593-hcc/password",
            new { password = "another-password" }).ReadAsync<UsersEndpoint.UserView>();
        Assert.False((await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refresh))).IsSuccessStatusCode);
        refresh = await SignInAsync("another-password");
        Assert.True((await admin.PostJsonAsync("/api/identity/users/11593-hcc/disabled",
            new { disabled = true }).ReadAsync<UsersEndpoint.UserView>()).Disabled);
        Assert.False((await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refresh))).IsSuccessStatusCode);
        Assert.False((await TokenAsync(("grant_type", "password"), ("username", "11593-hcc"),
            ("password", "another-password"))).IsSuccessStatusCode);
        Assert.False((await admin.PostJsonAsync("/api/identity/users/11593-hcc/disabled",
            new { disabled = false }).ReadAsync<UsersEndpoint.UserView>()).Disabled);
        await SignInAsync("another-password");
    }

    [Fact]
    public async Task Offices_AreKeptByTheUnitsLeader()
    {
        var leader = _platform.Leader("Identity", "11593");
        await leader.PutJsonAsync("/api/identity/org-units/11593/offices/TTXD",
            new { name = "Trung tâm Dịch vụ" }).ReadAsync<OrgUnitsEndpoint.Office>();
        await leader.PutJsonAsync("/api/identity/org-units/11593/offices/TTXD",
            new { name = "Trung tâm Dịch vụ công" }).ReadAsync<OrgUnitsEndpoint.Office>();
        var offices = await leader.GetAsync("/api/identity/org-units/11593/offices").ReadAsync<List<OrgUnitsEndpoint.Office>>();
        Assert.Equal((5, "Trung tâm Dịch vụ công"), (offices.Count, offices.Single(o => o.Code == "TTXD").Name));
        Assert.Equal("IDN-0040", (await (await leader.DeleteAsync("/api/identity/org-units/11593/offices/KT")).ProblemAsync()).Code);
        Assert.Equal(204, (int)(await leader.DeleteAsync("/api/identity/org-units/11593/offices/TTXD")).StatusCode);
        Assert.Equal("IDN-0041", (await (await leader.DeleteAsync("/api/identity/org-units/11593/offices/TTXD")).ProblemAsync()).Code);
        Assert.Equal(["code", "name"],
            (await leader.PutJsonAsync("/api/identity/org-units/11593/offices/t-x", new { }).ProblemAsync()).Fields);
        Assert.Equal("AUTH-0002",
            (await leader.PutJsonAsync(
            $"/api/identity/org-units/{_platform.Units.LeavesUnder("31").First(u => u.Code != "11593").Code}/offices/A",
            new { name = "A" }).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002",
            (await _platform.Officer("Identity", "11593").PutJsonAsync("/api/identity/org-units/11593/offices/A",
            new { name = "A" }).ProblemAsync()).Code);
        await _platform.Admin("Identity").PutJsonAsync("/api/identity/org-units/11593/offices/A",
            new { name = "A" }).ReadAsync<OrgUnitsEndpoint.Office>();
    }

    [Fact]
    public async Task OrgUnits_AreListedByUnitBlockAndKind()
    {
        var client = _platform.Officer("Identity", "11593");
        Assert.Equal(115, (await client.GetAsync("/api/identity/org-units?under=31").ReadAsync<List<OrgUnitInfo>>()).Count);
        var wards = await client.GetAsync("/api/identity/org-units?under=31&block=phuong").ReadAsync<List<OrgUnitInfo>>();
        var communes = await client.GetAsync("/api/identity/org-units?under=31&block=xa").ReadAsync<List<OrgUnitInfo>>();
        Assert.Equal(114, wards.Count + communes.Count);
        Assert.Equal(2, communes.Count(u => u.Kind == "dac-khu"));
        Assert.Equal("REQ-0010", (await client.GetAsync("/api/identity/org-units?under=99").ProblemAsync()).Code);
        Assert.Equal("REQ-0010", (await client.GetAsync("/api/identity/org-units/99999").ProblemAsync()).Code);
        Assert.Equal(4, (await client.GetAsync("/api/identity/org-units/11593/offices").ReadAsync<List<OrgUnitsEndpoint.Office>>()).Count);
        Assert.Equal("AUTH-0001", (await _platform.Anonymous("Identity").GetAsync("/api/identity/org-units").ProblemAsync()).Code);
    }

    [Fact]
    public void OfficialUnits_AreWholeAndKeyedByCode()
    {
        var units = OfficialUnits.Read().ToList();
        Assert.Equal((34, 3_321), (units.Count(u => u.Kind == "province"), units.Count(u => u.Code.Length == 5)));
        Assert.Equal(units.Count, units.Select(u => u.Code).Distinct().Count());
        Assert.All(units, u => Assert.True(Contracts.Units.OrgUnitCodes.IsWellFormed(u.Code)));
        Assert.All(units.Where(u => u.Parent is not null), u => Assert.Contains(units, p => p.Code == u.Parent
            && p.Kind is "nation" or "province"));
    }
}

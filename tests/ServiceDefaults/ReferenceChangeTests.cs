using Platform.Contracts.Events;
using Platform.Identity.OrgUnits;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>What Identity's endpoints change reaches the copies that other services hold: by the event, and without it by looking.</summary>
public sealed class ReferenceChangeTests : IAsyncLifetime
{
    private const string Unit = "11593";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Reporting", "Tasks"]);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private async Task<bool> KnowsAsync(string service, string office) =>
        (await _platform.Get<OfficeDirectory>(service).OfAsync(Unit)).Any(o => o.Code == office);

    private Task PutAsync(string office) =>
        _platform.Leader("Identity", Unit).PutJsonAsync($"/api/identity/org-units/{Unit}/offices/{office}", new { name = "Phòng mới" }).ReadAsync<OrgUnitsEndpoint.Office>();

    [Fact]
    public async Task Office_Added_IsToldWithTheWholeState_AndKnownAtOnceWhereTheEventArrives()
    {
        Assert.False(await KnowsAsync("Tasks", "MOI"));
        await PutAsync("MOI");
        var told = await _platform.Broker.WaitForAsync<OrgUnitChangedV1>(Topics.OrgUnitChanged, e => e.OrgUnit == Unit);
        Assert.Contains(told.Offices, o => o == new OfficeV1("MOI", "Phòng mới"));
        await _platform.DeliverAsync("Tasks", Topics.OrgUnitChanged, told);
        Assert.True(await KnowsAsync("Tasks", "MOI"));

        using var gone = await _platform.Leader("Identity", Unit).DeleteAsync($"/api/identity/org-units/{Unit}/offices/MOI");
        var next = await _platform.Broker.WaitForAsync<OrgUnitChangedV1>(Topics.OrgUnitChanged, e => e.ReferenceVersion > told.ReferenceVersion);
        Assert.DoesNotContain(next.Offices, o => o.Code == "MOI");
        await _platform.DeliverAsync("Tasks", Topics.OrgUnitChanged, next);
        await _platform.DeliverAsync("Tasks", Topics.OrgUnitChanged, told);
        Assert.False(await KnowsAsync("Tasks", "MOI"));
    }

    [Fact]
    public async Task Office_Added_IsKnownWithoutTheEventToo()
    {
        Assert.False(await KnowsAsync("Reporting", "MOI"));
        await PutAsync("MOI");
        await Eventually.IsTrueAsync("Reporting knows the office without having been told", () => KnowsAsync("Reporting", "MOI"));
    }

    [Fact]
    public async Task Calendar_Changed_IsKnownInTheOtherServices()
    {
        var day = new DateOnly(2031, 3, 12);
        var days = _platform.Get<WorkingDays>("Tasks");
        Assert.True((await days.GetAsync()).IsWorkingDay(day));
        using var changed = await _platform.Admin("Identity").PutJsonAsync("/api/identity/calendar/2031", new
        {
            version = 0,
            days = new[] { new { day = "2031-03-12", working = false, name = "Nghỉ bù" } },
        });
        Assert.True(changed.IsSuccessStatusCode);
        await _platform.Broker.WaitForAsync<OrgUnitChangedV1>(Topics.OrgUnitChanged, e => e.OrgUnit == TestPlatform.City);
        await Eventually.IsTrueAsync("Tasks knows the new day off", async () => !(await days.GetAsync()).IsWorkingDay(day));
    }
}

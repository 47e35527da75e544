using Platform.Plans.Answers;
using Platform.Plans.Cascade;
using Platform.Plans.Revise;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>A plan of the nation handed down to every commune of the country, on both databases.</summary>
public sealed class ScaleTests
{
    private const int Items = 40;

    [Fact]
    public Task Cascade_ToTheWholeCountry_OnSqlite() => CascadeAsync(null);

    [SkippableByPostgres]
    public async Task Cascade_ToTheWholeCountry_OnPostgres()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await CascadeAsync(cluster.ConnectionString);
    }

    private static async Task CascadeAsync(string? postgres)
    {
        var settings = new Dictionary<string, string?>();
        if (postgres is not null)
            settings = new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = postgres };
        await using var platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00", settings);
        var nation = platform.As("Plans", "nation-admin", "VN", Roles.CityAdmin);
        var tasks = Enumerable.Range(1, Items).Select(i => new TaskInput(
            null, (i % 7) + 1, null, $"{i}", null, null, $"Nhiệm vụ toàn quốc số {i}", "Các đơn vị", null, null,
            new("Quý IV/2025", null, null, null, null, null), ["Báo cáo"], null));
        var plan = await nation.PostJsonAsync("/api/plans", new { orgUnit = "VN", period = "2025", plan = new { tasks } })
            .ReadAsync<PlanView>();
        await nation.PostAsync($"/api/plans/{plan.Id}/issue").ReadAsync<PlanView>();
        var answer = await nation.PostJsonAsync($"/api/plans/{plan.Id}/cascade", new { all = true }).ReadAsync<CascadeAnswer>();
        Assert.Equal((3321, 3321 * Items), (answer.Units, answer.Assigned));
        var view = await nation.GetAsync($"/api/plans/{plan.Id}/cascade").ReadAsync<CascadeView>();
        Assert.Equal((3321, Items), (view.Units, view.Items.Count));
        Assert.Equal(Items, (await platform.Officer("Plans", "00004").GetAsync("/api/plans/cascaded").ReadAsync<CascadedView>()).Lacking);
    }
}

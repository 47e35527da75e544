using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Units;
using Platform.Rollups.Facts;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.Storage;

/// <summary>Rebuilds a region's sums from the durable facts of the communes below it.</summary>
public sealed class FactsReader(IServiceScopeFactory scopes, OrgUnitDirectory directory)
{
    public async Task<RegionRollup> ReadAsync(string region, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        if (region != OrgUnitCodes.Nation)
            return await CityAsync(units, region, stop);
        var nation = new RegionRollup();
        foreach (var province in units.ChildrenOf(region))
        {
            foreach (var update in (await CityAsync(units, province.Code, stop)).Upward(province.Code))
                nation.Merge(update);
        }
        return nation;
    }

    private async Task<RegionRollup> CityAsync(OrgUnitSnapshot units, string city, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RollupsDb>();
        var codes = units.LeavesUnder(city).Select(u => u.Code).ToList();
        var rollup = new RegionRollup();
        var rows = db.GrainStates.AsNoTracking().Where(s => s.Name == "commune" && codes.Contains(s.Key)).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(stop))
        {
            var facts = JsonSerializer.Deserialize<CommuneFacts>(row.Content, PlatformJson.Options)!;
            foreach (var update in RegionRollup.Updates(row.Key, facts))
                rollup.Merge(update);
        }
        return rollup;
    }
}

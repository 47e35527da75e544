using Platform.Rollups.Grains;
using Platform.Rollups.Periods;
using Platform.Rollups.Silo;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.View;

/// <summary>Asks the grain and puts names to its figures.</summary>
public sealed class RollupReader(IGrainFactory grains, OrgUnitDirectory directory, ExpectedUnits expected, IndicatorNames names, TimeProvider time)
{
    public async Task<RollupDocument> ReadAsync(OrgUnitInfo unit, string period, CancellationToken stop)
    {
        var picture = await Failover.AskAsync(
            () => unit.IsLeaf ? grains.GetGrain<ICommuneGrain>(unit.Code).Get(period) : grains.GetGrain<IRegionGrain>(unit.Code).Get(period), stop);
        return RollupDocument.Of(
            unit, await directory.GetAsync(stop), period, (await expected.GetAsync(stop)).Of(period), picture, await names.GetAsync(stop), time.GetUtcNow());
    }

    /// <summary>Changes when the unit's picture may have.</summary>
    public async Task<(long Facts, long Periods)> VersionAsync(OrgUnitInfo unit, CancellationToken stop) => (
        await Failover.AskAsync(
            () => unit.IsLeaf ? grains.GetGrain<ICommuneGrain>(unit.Code).GetVersion() : grains.GetGrain<IRegionGrain>(unit.Code).GetVersion(), stop),
        (await expected.GetAsync(stop)).Version);
}

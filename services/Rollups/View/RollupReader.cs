using Platform.Rollups.Grains;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.View;

/// <summary>Asks the grain and puts names to its figures.</summary>
public sealed class RollupReader(IGrainFactory grains, OrgUnitDirectory directory, IndicatorNames names, TimeProvider time)
{
    public async Task<RollupDocument> ReadAsync(OrgUnitInfo unit, string period, CancellationToken stop)
    {
        var picture = unit.IsLeaf
            ? await grains.GetGrain<ICommuneGrain>(unit.Code).Get(period)
            : await grains.GetGrain<IRegionGrain>(unit.Code).Get(period);
        return RollupDocument.Of(unit, await directory.GetAsync(stop), period, picture, await names.GetAsync(stop), time.GetUtcNow());
    }

    public Task<long> VersionAsync(OrgUnitInfo unit) => unit.IsLeaf
        ? grains.GetGrain<ICommuneGrain>(unit.Code).GetVersion()
        : grains.GetGrain<IRegionGrain>(unit.Code).GetVersion();
}

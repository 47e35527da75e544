using Platform.Rollups.Facts;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Telemetry;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.Grains;

/// <summary>
/// The sum of a region's children, in memory: on activation from the communes' durable facts, afterwards from their pushes.
/// Holds nothing durable of its own, so nothing can be counted twice after a restart. A commune's host may have died between its write and
/// its push: the store is looked into when a silo is gone, and now and then.
/// </summary>
public sealed class RegionGrain(
    FactsReader reader, OrgUnitDirectory directory, IGrainFactory grains, SiloDeaths deaths,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time, ILogger<RegionGrain> logger)
    : Grain, IRegionGrain
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reconcile = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Picture> _pictures = [];
    private RegionRollup _rollup = new();
    private UpwardPush _push = null!;

    /// <summary>The version of the sums that the upper region has.</summary>
    private long _told;

    private int _deathsSeen;
    private DateTimeOffset _readAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_deathsSeen, _readAt) = (deaths.Count, time.GetUtcNow());
        _rollup = await reader.ReadAsync(this.GetPrimaryKeyString(), cancellationToken);
        _push = new(this, this.GetPrimaryKeyString(), Throttle, TellAsync, logger);
        this.RegisterGrainTimer(ReconcileAsync, new GrainTimerCreationOptions(Look, Look));
        _push.Schedule();
    }

    public Task Merge(List<ChildUpdate> updates)
    {
        var now = time.GetUtcNow();
        var changed = false;
        foreach (var update in updates)
        {
            if (!_rollup.Merge(update))
                continue;
            changed = true;
            if (update.State is not null)
                PlatformTelemetry.SubmitToRollup.Record((now - update.OccurredAt).TotalSeconds);
        }
        if (changed)
        {
            _pictures.Clear();
            _push.Schedule();
        }
        return Task.CompletedTask;
    }

    public Task<long> GetVersion() => Task.FromResult(_rollup.Version);

    public async Task<Picture> Get(string period)
    {
        if (_pictures.TryGetValue(period, out var picture))
            return picture;
        var units = await directory.GetAsync();
        var year = RegionRollup.YearOf(period);
        picture = new()
        {
            Version = _rollup.Version,
            ChangedAt = _rollup.ChangedAt,
            Reports = _rollup.Reports(period),
            Tasks = _rollup.Tasks(year),
            Children = units.ChildrenOf(this.GetPrimaryKeyString()).ToDictionary(u => u.Code, u => Child(period, year, u.Code)),
        };
        return _pictures[period] = picture;
    }

    private ChildPicture Child(string period, int year, string code)
    {
        var update = _rollup.Child(period, code);
        return new()
        {
            Reports = update?.Reports ?? ReportSummary.Empty,
            Tasks = _rollup.ChildTasks(year, code),
            State = update?.State,
            SubmittedAt = update?.SubmittedAt,
            OnTime = update?.OnTime,
        };
    }

    private async Task ReconcileAsync(CancellationToken stop)
    {
        var (seen, now) = (deaths.Count, time.GetUtcNow());
        if (seen == _deathsSeen && now - _readAt < Reconcile)
            return;
        var stored = await reader.ReadAsync(this.GetPrimaryKeyString(), stop);
        (_deathsSeen, _readAt) = (seen, now);
        if (stored.Version <= _rollup.Version)
            return;
        (_rollup, _told) = (stored, 0);
        _pictures.Clear();
        _push.Schedule();
    }

    private async Task TellAsync()
    {
        var (code, version) = (this.GetPrimaryKeyString(), _rollup.Version);
        var units = await directory.GetAsync();
        if (units.ByCode.TryGetValue(code, out var unit) && unit.Parent is { } parent)
            await grains.GetGrain<IRegionGrain>(parent).Merge([.. _rollup.Upward(code, _told)]);
        _told = version;
    }
}

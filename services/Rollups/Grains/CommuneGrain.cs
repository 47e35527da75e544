using Platform.Rollups.Facts;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.Grains;

/// <summary>
/// Orders the facts of one commune, persists them (one durable write a turn) and tells its region, at most ten times a second.
/// </summary>
public sealed partial class CommuneGrain(
    [PersistentState("commune", RollupStorage.Name)] IPersistentState<CommuneFacts> facts, OrgUnitDirectory directory, IGrainFactory grains,
    ILogger<CommuneGrain> logger)
    : Grain, ICommuneGrain
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private UpwardPush _push = null!;

    /// <summary>The version of the facts that the region has.</summary>
    private long _told;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _push = new(this, this.GetPrimaryKeyString(), Throttle, TellAsync, logger);
        // Whoever held these facts before told them, or the region read them from the store (RegionGrain).
        _told = facts.State.Version;
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (facts.State.Version == _told)
            return;
        try
        {
            // A write that failed left memory ahead of the store.
            await facts.ReadStateAsync(cancellationToken);
            await TellAsync().WaitAsync(LastWord, cancellationToken);
        }
        catch (Exception error)
        {
            Log.LeavesUntold(logger, this.GetPrimaryKeyString(), error.Message);
        }
    }

    public Task ApplyReport(ReportFact fact) => ApplyAsync(facts.State.Apply(fact));

    public Task ApplyIndicator(IndicatorFact fact) => ApplyAsync(facts.State.Apply(fact));

    public Task ApplyTask(TaskFact fact) => ApplyAsync(facts.State.Apply(fact));

    public Task<long> GetVersion() => Task.FromResult(facts.State.Version);

    public Task<Picture> Get(string period)
    {
        var report = facts.State.Reports.GetValueOrDefault(period);
        return Task.FromResult(new Picture
        {
            Version = facts.State.Version,
            ChangedAt = report?.OccurredAt,
            Reports = ReportSummary.Of(facts.State, period),
            Tasks = TaskSummary.Of(facts.State, RegionRollup.YearOf(period)),
            State = report?.State,
            SubmittedAt = report?.SubmittedAt,
            OnTime = report?.OnTime,
        });
    }

    private async Task ApplyAsync(bool changed)
    {
        if (!changed)
            return;
        try
        {
            await facts.WriteStateAsync();
        }
        catch
        {
            // Memory is ahead of the store: forget it, so that the next call starts from what is durable.
            DeactivateOnIdle();
            throw;
        }
        _push.Schedule();
    }

    private async Task TellAsync()
    {
        var (code, version) = (this.GetPrimaryKeyString(), facts.State.Version);
        var units = await directory.GetAsync();
        if (units.ByCode.TryGetValue(code, out var unit) && unit.Parent is { } parent)
            await grains.GetGrain<IRegionGrain>(parent).Merge([.. RegionRollup.Updates(code, facts.State, _told)]);
        _told = version;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The grain of {Unit} goes before its region was told, which will read the store: {Error}")]
        public static partial void LeavesUntold(ILogger logger, string unit, string error);
    }
}

using Platform.Rollups.Facts;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.Grains;

/// <summary>
/// Orders the facts of one commune, persists them (one durable write a turn) and tells its region, at most ten times a second.
/// </summary>
public sealed class CommuneGrain(
    [PersistentState("commune", RollupStorage.Name)] IPersistentState<CommuneFacts> facts, OrgUnitDirectory directory, IGrainFactory grains)
    : Grain, ICommuneGrain
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _dirtyPeriods = [];
    private readonly HashSet<int> _dirtyYears = [];
    private IGrainTimer? _push;

    public Task ApplyReport(ReportFact fact) => ApplyAsync(facts.State.Apply(fact), () => _dirtyPeriods.Add(fact.Period));

    public Task ApplyIndicator(IndicatorFact fact) => ApplyAsync(facts.State.Apply(fact), () => _dirtyPeriods.Add(fact.Period));

    public Task ApplyTask(TaskFact fact)
    {
        // An amended plan may move a task to other years: those that it leaves change too.
        var before = facts.State.Tasks.GetValueOrDefault(fact.TaskId);
        return ApplyAsync(facts.State.Apply(fact), () => _dirtyYears.UnionWith([.. fact.Years, .. before?.Years ?? []]));
    }

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

    private async Task ApplyAsync(bool changed, Action markDirty)
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
        markDirty();
        SchedulePush(Throttle);
    }

    private void SchedulePush(TimeSpan after) =>
        _push ??= this.RegisterGrainTimer(PushAsync, new GrainTimerCreationOptions(after, Timeout.InfiniteTimeSpan));

    private async Task PushAsync(CancellationToken stop)
    {
        _push?.Dispose();
        _push = null;
        var code = this.GetPrimaryKeyString();
        List<ChildUpdate> updates =
        [
            .. _dirtyPeriods.Select(p => RegionRollup.PeriodUpdate(code, facts.State, p)),
            .. _dirtyYears.Select(y => RegionRollup.YearUpdate(code, facts.State, y)),
        ];
        _dirtyPeriods.Clear();
        _dirtyYears.Clear();
        try
        {
            var units = await directory.GetAsync(stop);
            if (units.ByCode.TryGetValue(code, out var unit) && unit.Parent is { } parent)
                await grains.GetGrain<IRegionGrain>(parent).Merge(updates);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // The region does not answer: what is dirty stays so. Should this grain go, the region reads the store when it comes back.
            _dirtyPeriods.UnionWith(updates.Where(u => u.Tasks is null).Select(u => u.Period));
            _dirtyYears.UnionWith(updates.Where(u => u.Tasks is not null).Select(u => u.Year));
            SchedulePush(Again);
        }
    }
}

using Platform.Contracts.Periods;

namespace Platform.Rollups.Facts;

/// <summary>
/// The sums of a region over its children, kept by difference: a child's new summary replaces its old one. Pure bookkeeping;
/// the order of updates and their repetition do not matter, the highest version per child wins.
/// </summary>
public sealed class RegionRollup
{
    private readonly Dictionary<string, Cell<string, ReportSummary>> _periods = [];
    private readonly Dictionary<int, Cell<int, TaskSummary>> _years = [];

    /// <summary>Grows with every change; the same after a rebuild from the store, since it is the sum of the children's versions.</summary>
    public long Version { get; private set; }

    public DateTimeOffset? ChangedAt { get; private set; }

    public ReportSummary Reports(string period) => _periods.GetValueOrDefault(period)?.Sum ?? ReportSummary.Empty;

    public TaskSummary Tasks(int year) => _years.GetValueOrDefault(year)?.Sum ?? TaskSummary.Empty;

    public IEnumerable<string> Periods => _periods.Keys;

    public IEnumerable<int> Years => _years.Keys;

    public ChildUpdate? Child(string period, string child) => _periods.GetValueOrDefault(period)?.Children.GetValueOrDefault(child);

    public TaskSummary ChildTasks(int year, string child) => _years.GetValueOrDefault(year)?.Children.GetValueOrDefault(child)?.Tasks ?? TaskSummary.Empty;

    /// <returns>Whether anything changed.</returns>
    public bool Merge(ChildUpdate update)
    {
        var changed = update.Tasks is { } tasks
            ? Replace(Of(_years, update.Year, TaskSummary.Empty), update, tasks, u => u.Tasks!, (sum, old, now) => sum.Replace(old, now), TaskSummary.Empty)
            : Replace(Of(_periods, update.Period, ReportSummary.Empty), update, update.Reports!, u => u.Reports!, (sum, old, now) => sum.Replace(old, now), ReportSummary.Empty);
        if (changed && update.OccurredAt != default && (ChangedAt is null || update.OccurredAt > ChangedAt))
            ChangedAt = update.OccurredAt;
        return changed;
    }

    /// <summary>What this region tells its own upper region about itself.</summary>
    /// <param name="after">Only what changed after this version of the region.</param>
    public IEnumerable<ChildUpdate> Upward(string self, long after = 0) =>
    [
        .. _periods.Where(p => p.Value.ChangedAt > after).Select(p => new ChildUpdate
        {
            Child = self, Period = p.Key, Version = p.Value.Version, Reports = p.Value.Sum, OccurredAt = ChangedAt ?? default,
        }),
        .. _years.Where(y => y.Value.ChangedAt > after).Select(y => new ChildUpdate
        {
            Child = self, Year = y.Key, Version = y.Value.Version, Tasks = y.Value.Sum, OccurredAt = ChangedAt ?? default,
        }),
    ];

    /// <summary>What one commune tells its region: every period and year it has facts of.</summary>
    /// <param name="after">Only what changed after this version of the facts.</param>
    public static IEnumerable<ChildUpdate> Updates(string code, CommuneFacts facts, long after = 0)
    {
        var periods = facts.Reports.Keys.Concat(facts.Recorded.Values.Select(r => r.Period)).Distinct();
        foreach (var period in periods.Where(p => facts.VersionOf(p) > after))
            yield return PeriodUpdate(code, facts, period);
        foreach (var year in facts.Years.Where(y => facts.VersionOf(y) > after))
            yield return YearUpdate(code, facts, year);
    }

    public static ChildUpdate PeriodUpdate(string code, CommuneFacts facts, string period)
    {
        var report = facts.Reports.GetValueOrDefault(period);
        return new()
        {
            Child = code,
            Period = period,
            Version = facts.VersionOf(period),
            Reports = ReportSummary.Of(facts, period),
            State = report?.State,
            SubmittedAt = report?.SubmittedAt,
            OnTime = report?.OnTime,
            OccurredAt = report?.OccurredAt ?? default,
        };
    }

    public static ChildUpdate YearUpdate(string code, CommuneFacts facts, int year) => new()
    {
        Child = code,
        Year = year,
        Version = facts.VersionOf(year),
        Tasks = TaskSummary.Of(facts, year),
    };

    public static int YearOf(string period) => PeriodCode.TryParse(period, out var code) ? code.Year : 0;

    private bool Replace<TKey, TSummary>(
        Cell<TKey, TSummary> cell, ChildUpdate update, TSummary now, Func<ChildUpdate, TSummary> get, Func<TSummary, TSummary, TSummary, TSummary> swap, TSummary empty)
    {
        var known = cell.Children.GetValueOrDefault(update.Child);
        if ((known?.Version ?? 0) >= update.Version)
            return false;
        cell.Sum = swap(cell.Sum, known is null ? empty : get(known), now);
        cell.Children[update.Child] = update;
        var by = update.Version - (known?.Version ?? 0);
        cell.Version += by;
        Version += by;
        cell.ChangedAt = Version;
        return true;
    }

    private static Cell<TKey, TSummary> Of<TKey, TSummary>(Dictionary<TKey, Cell<TKey, TSummary>> cells, TKey key, TSummary empty) where TKey : notnull =>
        cells.TryGetValue(key, out var cell) ? cell : cells[key] = new() { Sum = empty };

    private sealed class Cell<TKey, TSummary>
    {
        public Dictionary<string, ChildUpdate> Children { get; } = [];

        public required TSummary Sum { get; set; }

        public long Version { get; set; }

        /// <summary>The region's version at the last change.</summary>
        public long ChangedAt { get; set; }
    }
}

/// <summary>The new summary of one child, of one period (reports) or of one year (tasks).</summary>
[GenerateSerializer, Immutable]
public sealed class ChildUpdate
{
    [Id(0)] public string Child { get; init; } = "";

    /// <summary>Grows with the child's facts; the highest wins.</summary>
    [Id(1)] public long Version { get; init; }
    [Id(2)] public string Period { get; init; } = "";
    [Id(3)] public ReportSummary? Reports { get; init; }
    [Id(4)] public int Year { get; init; }
    [Id(5)] public TaskSummary? Tasks { get; init; }

    /// <summary>State of a commune's report; null for regions.</summary>
    [Id(6)] public string? State { get; init; }
    [Id(7)] public DateTimeOffset? SubmittedAt { get; init; }
    [Id(8)] public bool? OnTime { get; init; }
    [Id(9)] public DateTimeOffset OccurredAt { get; init; }
}

namespace Platform.Rollups.Facts;

/// <summary>All that one commune's grain knows: the latest fact of each report, recorded value and task.</summary>
[GenerateSerializer]
public sealed class CommuneFacts
{
    /// <summary>Grows by one with every fact that changed something.</summary>
    [Id(0)] public long Version { get; set; }

    /// <summary>By period code.</summary>
    [Id(1)] public Dictionary<string, ReportFact> Reports { get; set; } = [];

    /// <summary>By period and indicator, <c>2025-Q3/SIPAS</c>.</summary>
    [Id(2)] public Dictionary<string, IndicatorFact> Recorded { get; set; } = [];

    [Id(3)] public Dictionary<Guid, TaskFact> Tasks { get; set; } = [];

    /// <summary>Every year that ever had a task, so that a region rebuilt from here also knows of those that have none left.</summary>
    [Id(4)] public HashSet<int> Years { get; set; } = [];

    /// <summary>
    /// The version at which each period changed last, and each year: what a region compares. It is the same whether the commune tells it
    /// or the store is read, so that a region rebuilt from the store and one that was told agree.
    /// </summary>
    [Id(5)] public Dictionary<string, long> PeriodVersions { get; set; } = [];

    [Id(6)] public Dictionary<int, long> YearVersions { get; set; } = [];

    /// <summary>0 for a period without facts; 1 for one that did not change since versions are kept.</summary>
    public long VersionOf(string period) =>
        PeriodVersions.TryGetValue(period, out var version) ? version
        : Reports.ContainsKey(period) || Recorded.Values.Any(r => r.Period == period) ? 1
        : 0;

    public long VersionOf(int year) => YearVersions.TryGetValue(year, out var version) ? version : Years.Contains(year) ? 1 : 0;

    /// <summary>Takes a fact unless a newer one of the same report is known. Twice or late changes nothing.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Apply(ReportFact fact) =>
        Put(Reports, fact.Period, fact, known => known.Version < fact.Version) && Changed(fact.Period);

    public bool Apply(IndicatorFact fact) =>
        Put(Recorded, $"{fact.Period}/{fact.Indicator}", fact, known => known.Version < fact.Version) && Changed(fact.Period);

    public bool Apply(TaskFact fact)
    {
        // An amended plan may move a task to other years: those that it leaves change too.
        var before = Tasks.GetValueOrDefault(fact.TaskId);
        if (!Put(Tasks, fact.TaskId, fact, known => known.Version < fact.Version))
            return false;
        Years.UnionWith(fact.Years);
        foreach (var year in fact.Years.Concat(before?.Years ?? []))
            YearVersions[year] = Version;
        return true;
    }

    private bool Changed(string period)
    {
        PeriodVersions[period] = Version;
        return true;
    }

    private bool Put<TKey, TFact>(Dictionary<TKey, TFact> facts, TKey key, TFact fact, Func<TFact, bool> isOlder) where TKey : notnull
    {
        if (facts.TryGetValue(key, out var known) && !isOlder(known))
            return false;
        facts[key] = fact;
        Version++;
        return true;
    }
}

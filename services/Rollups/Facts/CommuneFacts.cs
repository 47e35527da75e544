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

    /// <summary>Takes a fact unless a newer one of the same report is known. Twice or late changes nothing.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Apply(ReportFact fact) =>
        Put(Reports, fact.Period, fact, known => known.Version < fact.Version);

    public bool Apply(IndicatorFact fact) =>
        Put(Recorded, $"{fact.Period}/{fact.Indicator}", fact, known => known.Version < fact.Version);

    public bool Apply(TaskFact fact)
    {
        Years.UnionWith(fact.Years);
        return Put(Tasks, fact.TaskId, fact, known => known.Version < fact.Version);
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

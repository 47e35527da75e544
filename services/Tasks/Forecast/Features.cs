namespace Platform.Tasks.Forecast;

/// <summary>
/// What the likelihood is made of, in this order: the unit, its area, its office and the kind of deadline by their late tasks so far
/// (as log-odds against the next wider group), and the pace of the task itself. Pure. docs/forecast.md explains each.
/// </summary>
public static class Features
{
    public const int Unit = 0;
    public const int Area = 1;
    public const int Office = 2;
    public const int Kind = 3;
    public const int Behind = 4;
    public const int NotStarted = 5;
    public const int LastDays = 6;
    public const int Count = 7;

    public static double[] Of(Sight task, LateCounts counts)
    {
        var features = new double[Count];
        var unit = LogOdds(counts.UnitShare(task.OrgUnit));
        features[Unit] = unit - LogOdds(counts.BaseShare);
        features[Area] = LogOdds(counts.AreaShare(task.OrgUnit, task.Area)) - unit;
        features[Office] = LogOdds(counts.OfficeShare(task.OrgUnit, task.Office)) - unit;
        features[Kind] = LogOdds(counts.KindShare(task.Kind)) - LogOdds(counts.BaseShare);
        if (task.Percent is { } percent)
        {
            var done = percent / 100.0;
            features[Behind] = Elapsed(task) - done;
            features[NotStarted] = percent == 0 ? Elapsed(task) : 0;
            features[LastDays] = task.DaysLeft <= 5 ? 1 - done : 0;
        }
        return features;
    }

    /// <summary>Share of the time between beginning and due date that has passed, 0 to 1.</summary>
    public static double Elapsed(Sight task)
    {
        var whole = task.Due.DayNumber - task.From.DayNumber;
        return whole <= 0 ? 1 : Math.Clamp((double)(task.On.DayNumber - task.From.DayNumber) / whole, 0, 1);
    }

    private static double LogOdds(double share) => Math.Log(share / (1 - share));
}

using Platform.Contracts.Periods;

namespace Platform.Tasks.Forecast;

/// <summary>A task seen on a day before its due date, with what was known then and how it ended.</summary>
public sealed record Example(Sight Sight, double[] Features, bool Late);

/// <summary>Turns outcomes into examples, each with the counts of that day only: nothing of its future leaks in. Pure.</summary>
public static class Training
{
    /// <summary>Working days before the due date on which a task of the past is looked at.</summary>
    private static readonly int[] LooksBefore = [20, 10, 5, 2];

    /// <param name="counts">Filled up to the last example's day.</param>
    public static List<Example> Examples(IEnumerable<Outcome> outcomes, WorkingCalendar calendar, LateCounts counts)
    {
        var past = outcomes.OrderBy(o => o.Due).ThenBy(o => o.OrgUnit, StringComparer.Ordinal).ToList();
        var sights = past.SelectMany(o => LooksBefore.Select(days => (Outcome: o, On: calendar.Add(o.Due, -days), Days: days)))
            .Where(s => s.On >= s.Outcome.From && !(s.Outcome.CompletedOn <= s.On))
            .OrderBy(s => s.On).ThenBy(s => s.Outcome.Due).ThenBy(s => s.Outcome.OrgUnit, StringComparer.Ordinal)
            .ThenBy(s => s.Outcome.Area);
        var examples = new List<Example>();
        var known = 0;
        foreach (var (o, on, days) in sights)
        {
            for (; known < past.Count && past[known].Due < on; known++)
                counts.Add(past[known]);
            var sight = new Sight(o.OrgUnit, o.Office, o.Area, o.Kind, o.From, o.Due, on, o.PercentOn(on), days);
            examples.Add(new(sight, Forecast.Features.Of(sight, counts), o.Late));
        }
        for (; known < past.Count; known++)
            counts.Add(past[known]);
        return examples;
    }
}

using Platform.Contracts.Events;
using Platform.Rollups.Facts;

namespace Platform.Rollups.Tests;

/// <summary>Seeded, so that a failure can be seen again: facts of communes with growing versions, and their shuffles.</summary>
internal sealed class Generated(int seed)
{
    private static readonly string[] Periods = ["2025-Q3", "2025-Q4", "2025"];
    private static readonly string[] Indicators = ["HS-DUNGHAN", "DT-GIAINGAN", "CV-KYLUAT", "SIPAS"];
    private static readonly string[] ReportStatesSent = [ReportStates.Submitted, ReportStates.Returned, ReportStates.Accepted, ReportStates.Reopened];
    private static readonly string[] States =
        [TaskStates.NotStarted, TaskStates.InProgress, TaskStates.DoneOnTime, TaskStates.DoneLate, TaskStates.Overdue, TaskStates.Waiting, TaskStates.Cancelled];

    private readonly Random _random = new(seed);

    public const int Rounds = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Rounds)];

    /// <summary>Facts of one commune in the order in which they happened; each is one of the three kinds.</summary>
    public List<object> History(int length)
    {
        var tasks = Enumerable.Range(0, 4).Select(_ => NewGuid()).ToArray();
        return [.. Enumerable.Range(1, length).Select(version => Fact(version, tasks))];
    }

    public static void Apply(CommuneFacts facts, object fact)
    {
        _ = fact switch
        {
            ReportFact report => facts.Apply(report),
            IndicatorFact indicator => facts.Apply(indicator),
            TaskFact task => facts.Apply(task),
            _ => throw new ArgumentException("Unknown kind of fact.", nameof(fact)),
        };
    }

    public static CommuneFacts Fold(IEnumerable<object> facts)
    {
        var state = new CommuneFacts();
        foreach (var fact in facts)
            Apply(state, fact);
        return state;
    }

    /// <summary>The same in any order, some of it more than once.</summary>
    public List<T> ShuffledWithDuplicates<T>(IReadOnlyList<T> items)
    {
        var all = items.Concat(items.Where(_ => _random.Next(3) == 0)).ToArray();
        _random.Shuffle(all);
        return [.. all];
    }

    public int Next(int most) => _random.Next(most);

    public static ReportSummary Sum(IEnumerable<ReportSummary> summaries) => summaries.Aggregate(ReportSummary.Empty, (a, b) => a.Add(b));

    public static TaskSummary Sum(IEnumerable<TaskSummary> summaries) => summaries.Aggregate(TaskSummary.Empty, (a, b) => a.Add(b));

    public static IEnumerable<string> AllPeriods => Periods;

    public static IEnumerable<int> AllYears => [2024, 2025, 2026, 2027];

    private object Fact(int version, Guid[] tasks) => _random.Next(3) switch
    {
        0 => Report(version),
        1 => new IndicatorFact
        {
            Period = Pick(Periods),
            Indicator = Pick(Indicators),
            Version = version,
            Amount = Amount(),
            Provisional = _random.Next(2) == 0,
        },
        _ => Task(version, Pick(tasks)),
    };

    public ReportFact Report(long version, string? period = null)
    {
        var state = Pick(ReportStatesSent);
        var counts = state is ReportStates.Submitted or ReportStates.Accepted;
        return new()
        {
            Period = period ?? Pick(Periods),
            Version = version,
            State = state,
            OnTime = _random.Next(2) == 0,
            OccurredAt = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(version),
            Values = counts ? Indicators.Where(_ => _random.Next(2) == 0).ToDictionary(i => i, _ => Amount()) : [],
        };
    }

    private TaskFact Task(long version, Guid id)
    {
        var from = 2024 + _random.Next(3);
        var state = Pick(States);
        return new()
        {
            TaskId = id,
            Version = version,
            State = state,
            FromYear = from,
            ToYear = from + _random.Next(2),
            DelayDays = state == TaskStates.DoneLate ? 1 + _random.Next(90) : 0,
            Assigned = _random.Next(3) == 0,
        };
    }

    private Amount Amount()
    {
        var denominator = Number();
        return new(Number(), _random.Next(4) == 0 ? null : denominator);
    }

    // Six decimals, up to the largest amount that reports take.
    private decimal Number() => _random.NextInt64(1_000_000_000_000) / (decimal)Math.Pow(10, _random.Next(7));

    private Guid NewGuid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new(bytes);
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}

internal static class Same
{
    public static void Summary(ReportSummary expected, ReportSummary actual)
    {
        Assert.Equal(
            (expected.Submitted, expected.OnTime, expected.Returned, expected.Accepted),
            (actual.Submitted, actual.OnTime, actual.Returned, actual.Accepted));
        Assert.Equal(expected.Indicators.Keys.Order(), actual.Indicators.Keys.Order());
        Assert.All(expected.Indicators, i => Assert.Equal(i.Value, actual.Indicators[i.Key]));
    }

    public static void Summary(TaskSummary expected, TaskSummary actual) => Assert.Equivalent(expected, actual, strict: true);

    public static void Rollup(RegionRollup expected, RegionRollup actual)
    {
        foreach (var period in Generated.AllPeriods)
            Summary(expected.Reports(period), actual.Reports(period));
        foreach (var year in Generated.AllYears)
            Summary(expected.Tasks(year), actual.Tasks(year));
    }
}

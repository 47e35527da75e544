using CsCheck;
using Platform.Contracts.Events;
using Platform.Rollups.Facts;

namespace Platform.Rollups.Tests;

/// <summary>Facts of communes with growing versions, in any order; a failure is shrunk to the smallest history that shows it.</summary>
internal static class Generated
{
    private static readonly string[] Periods = ["2025-Q3", "2025-Q4", "2025"];
    private static readonly string[] Indicators = ["HS-DUNGHAN", "DT-GIAINGAN", "CV-KYLUAT", "SIPAS"];
    private static readonly Guid[] Tasks = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, new byte[8]))];

    // Six decimals, up to the largest amount that reports take.
    private static readonly Gen<decimal> Number = Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[0, 6], (n, decimals) => n / (decimal)Math.Pow(10, decimals));

    private static readonly Gen<Amount> Amount = Gen.Select(Number, Number.Nullable(0.25), (numerator, denominator) => new Amount(numerator, denominator));

    private static readonly Gen<Func<int, ReportFact>> AnyReport = Gen.Select(
        Gen.OneOf(ReportStates.Submitted, ReportStates.Returned, ReportStates.Accepted, ReportStates.Reopened),
        Gen.OneOf(Periods), Gen.Bool, Amount.Array[Indicators.Length], Gen.Bool.Array[Indicators.Length],
        (state, period, onTime, amounts, has) => new Func<int, ReportFact>(version => new()
        {
            Period = period,
            Version = version,
            State = state,
            OnTime = onTime,
            OccurredAt = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(version),
            Values = state is ReportStates.Submitted or ReportStates.Accepted
                ? Indicators.Index().Where(i => has[i.Index]).ToDictionary(i => i.Item, i => amounts[i.Index])
                : [],
        }));

    private static readonly Gen<Func<int, IndicatorFact>> AnyIndicator = Gen.Select(
        Gen.OneOf(Periods), Gen.OneOf(Indicators), Amount, Gen.Bool,
        (period, indicator, amount, provisional) => new Func<int, IndicatorFact>(version => new()
        {
            Period = period,
            Version = version,
            Indicator = indicator,
            Amount = amount,
            Provisional = provisional,
        }));

    private static readonly Gen<Func<int, TaskFact>> AnyTask = Gen.Select(
        Gen.OneOf(Tasks),
        Gen.OneOf(
            TaskStates.NotStarted, TaskStates.InProgress, TaskStates.DoneOnTime, TaskStates.DoneLate, TaskStates.Overdue, TaskStates.Waiting, TaskStates.Cancelled),
        Gen.Int[2024, 2026], Gen.Int[0, 1], Gen.Int[1, 90], Gen.Bool,
        (id, state, from, years, delay, assigned) => new Func<int, TaskFact>(version => new()
        {
            TaskId = id,
            Version = version,
            State = state,
            FromYear = from,
            ToYear = from + years,
            DelayDays = state == TaskStates.DoneLate ? delay : 0,
            Assigned = assigned,
        }));

    /// <summary>Facts of one commune in the order in which they happened; each is one of the three kinds.</summary>
    public static Gen<List<object>> History { get; } =
        Gen.OneOf(AnyReport.Select(f => (Func<int, object>)f), AnyIndicator.Select(f => (Func<int, object>)f), AnyTask.Select(f => (Func<int, object>)f)).List[1, 40]
            .Select(facts => facts.Index().Select(f => f.Item(f.Index + 1)).ToList());

    public static Gen<ReportFact> Report { get; } = AnyReport.Select(r => r(1));

    /// <summary>Which order and which repetitions; for <see cref="Rearranged"/>.</summary>
    public static Gen<int> Order { get; } = Gen.Int;

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

    /// <summary>The same in another order, some of it more than once.</summary>
    public static List<T> Rearranged<T>(IReadOnlyList<T> items, int order)
    {
        var random = new Random(order);
        var all = items.Concat(items.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(all);
        return [.. all];
    }

    public static ReportSummary Sum(IEnumerable<ReportSummary> summaries) => summaries.Aggregate(ReportSummary.Empty, (a, b) => a.Add(b));

    public static TaskSummary Sum(IEnumerable<TaskSummary> summaries) => summaries.Aggregate(TaskSummary.Empty, (a, b) => a.Add(b));

    public static IEnumerable<string> AllPeriods => Periods;

    public static IEnumerable<int> AllYears => [2024, 2025, 2026, 2027];
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

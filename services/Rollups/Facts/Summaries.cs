using System.Runtime.InteropServices;
using Platform.Contracts.Events;

namespace Platform.Rollups.Facts;

/// <summary>Report counts and indicator sums of one period, over any number of units. Addition is associative and commutative.</summary>
[GenerateSerializer, Immutable]
public sealed class ReportSummary
{
    public static readonly ReportSummary Empty = new();

    /// <summary>Reports that stand as sent: submitted or accepted.</summary>
    [Id(0)] public int Submitted { get; init; }
    [Id(1)] public int OnTime { get; init; }
    [Id(2)] public int Returned { get; init; }
    [Id(3)] public int Accepted { get; init; }
    [Id(4)] public Dictionary<string, IndicatorSum> Indicators { get; init; } = [];

    public int Late => Submitted - OnTime;

    /// <summary>One commune's summary of a period.</summary>
    public static ReportSummary Of(CommuneFacts facts, string period)
    {
        var indicators = new Dictionary<string, IndicatorSum>();
        foreach (var recorded in facts.Recorded.Values.Where(r => r.Period == period))
            indicators[recorded.Indicator] = IndicatorSum.Of(recorded.Amount, recorded.Provisional);
        if (!facts.Reports.TryGetValue(period, out var report))
            return new() { Indicators = indicators };
        foreach (var (indicator, amount) in report.Values)
            indicators[indicator] = IndicatorSum.Of(amount, report.State != ReportStates.Accepted);
        var sent = report.State is ReportStates.Submitted or ReportStates.Accepted;
        return new()
        {
            Submitted = sent ? 1 : 0,
            OnTime = sent && report.OnTime == true ? 1 : 0,
            Returned = report.State == ReportStates.Returned ? 1 : 0,
            Accepted = report.State == ReportStates.Accepted ? 1 : 0,
            Indicators = indicators,
        };
    }

    public ReportSummary Add(ReportSummary other) => Replace(Empty, other);

    /// <summary>Takes out what <see cref="Add"/> put in; exact, since decimals are.</summary>
    public ReportSummary Subtract(ReportSummary other) => Replace(other, Empty);

    /// <summary>The sum with one part's old summary taken out and its new one put in.</summary>
    public ReportSummary Replace(ReportSummary old, ReportSummary now)
    {
        var indicators = new Dictionary<string, IndicatorSum>(Indicators);
        Combine(indicators, old, -1);
        Combine(indicators, now, 1);
        return new()
        {
            Submitted = Submitted - old.Submitted + now.Submitted,
            OnTime = OnTime - old.OnTime + now.OnTime,
            Returned = Returned - old.Returned + now.Returned,
            Accepted = Accepted - old.Accepted + now.Accepted,
            Indicators = indicators,
        };
    }

    private static void Combine(Dictionary<string, IndicatorSum> indicators, ReportSummary other, int sign)
    {
        foreach (var (indicator, sum) in other.Indicators)
        {
            ref var combined = ref CollectionsMarshal.GetValueRefOrAddDefault(indicators, indicator, out _);
            combined = combined.Combine(sum, sign);
            if (combined.Units == 0)
                indicators.Remove(indicator);
        }
    }
}

/// <summary>Sum of one indicator over units.</summary>
[GenerateSerializer, Immutable]
public readonly struct IndicatorSum
{
    [Id(0)] public decimal Numerator { get; init; }

    /// <summary>0 for counts.</summary>
    [Id(1)] public decimal Denominator { get; init; }

    /// <summary>How many units measured it.</summary>
    [Id(2)] public int Units { get; init; }

    /// <summary>How many of them are not accepted yet.</summary>
    [Id(3)] public int Provisional { get; init; }

    public static IndicatorSum Of(Amount amount, bool provisional) => new()
    {
        Numerator = amount.Numerator,
        Denominator = amount.Denominator ?? 0,
        Units = 1,
        Provisional = provisional ? 1 : 0,
    };

    public IndicatorSum Combine(IndicatorSum other, int sign) => new()
    {
        Numerator = Numerator + (sign * other.Numerator),
        Denominator = Denominator + (sign * other.Denominator),
        Units = Units + (sign * other.Units),
        Provisional = Provisional + (sign * other.Provisional),
    };
}

/// <summary>Task counters of one year, over any number of units.</summary>
[GenerateSerializer, Immutable]
public sealed class TaskSummary
{
    public static readonly TaskSummary Empty = new();

    [Id(0)] public int Total { get; init; }
    [Id(1)] public int NotStarted { get; init; }
    [Id(2)] public int InProgress { get; init; }
    [Id(3)] public int DoneOnTime { get; init; }
    [Id(4)] public int DoneLate { get; init; }
    [Id(5)] public int Overdue { get; init; }
    [Id(6)] public int Waiting { get; init; }

    /// <summary>Sum over the tasks done late, so that a mean can be made of any sum of units.</summary>
    [Id(7)] public long DelayDays { get; init; }

    /// <summary>Of the total, assigned by the city; and of those, done on time.</summary>
    [Id(8)] public int Assigned { get; init; }
    [Id(9)] public int AssignedOnTime { get; init; }

    public static TaskSummary Of(CommuneFacts facts, int year)
    {
        var tasks = facts.Tasks.Values.Where(t => t.FromYear <= year && year <= t.ToYear && t.State != TaskStates.Cancelled).ToList();
        var counted = tasks.CountBy(t => t.State).ToDictionary();
        return new()
        {
            Total = counted.Values.Sum(),
            NotStarted = counted.GetValueOrDefault(TaskStates.NotStarted),
            InProgress = counted.GetValueOrDefault(TaskStates.InProgress),
            DoneOnTime = counted.GetValueOrDefault(TaskStates.DoneOnTime),
            DoneLate = counted.GetValueOrDefault(TaskStates.DoneLate),
            Overdue = counted.GetValueOrDefault(TaskStates.Overdue),
            Waiting = counted.GetValueOrDefault(TaskStates.Waiting),
            DelayDays = tasks.Where(t => t.State == TaskStates.DoneLate).Sum(t => (long)t.DelayDays),
            Assigned = tasks.Count(t => t.Assigned),
            AssignedOnTime = tasks.Count(t => t is { Assigned: true, State: TaskStates.DoneOnTime }),
        };
    }

    public TaskSummary Add(TaskSummary other) => Combine(other, 1);

    public TaskSummary Subtract(TaskSummary other) => Combine(other, -1);

    /// <summary>The sum with one part's old summary taken out and its new one put in.</summary>
    public TaskSummary Replace(TaskSummary old, TaskSummary now) => Subtract(old).Add(now);

    private TaskSummary Combine(TaskSummary other, int sign) => new()
    {
        Total = Total + (sign * other.Total),
        NotStarted = NotStarted + (sign * other.NotStarted),
        InProgress = InProgress + (sign * other.InProgress),
        DoneOnTime = DoneOnTime + (sign * other.DoneOnTime),
        DoneLate = DoneLate + (sign * other.DoneLate),
        Overdue = Overdue + (sign * other.Overdue),
        Waiting = Waiting + (sign * other.Waiting),
        DelayDays = DelayDays + (sign * other.DelayDays),
        Assigned = Assigned + (sign * other.Assigned),
        AssignedOnTime = AssignedOnTime + (sign * other.AssignedOnTime),
    };
}

using Platform.Contracts.Events;

namespace Platform.Tasks.Kpis;

/// <summary>Counts of one commune, area, office or official. Addition is associative and commutative. Pure.</summary>
/// <param name="Key">Code of the unit or office, number of the area, user name; empty for tasks without one.</param>
/// <param name="Planned">All tasks but cancelled ones.</param>
/// <param name="Done">On time or late, confirmed where that is asked for.</param>
/// <param name="DelayDays">Sum over the tasks done late.</param>
/// <param name="MeanDelay">Days, over the tasks done late (one decimal); null when there is none.</param>
/// <param name="OnTimeRate">Percent of the tasks done that were done on time (one decimal); null when none is done.</param>
/// <param name="DoneRate">Percent of the tasks planned that are done (one decimal); null when none is planned.</param>
public sealed record KpiLine(
    string Key, string Name, int Planned, int Done, int OnTime, int Late, int Overdue, int Waiting, int InProgress, int NotStarted,
    int DelayDays)
{
    public static readonly KpiLine None = new("", "", 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public decimal? MeanDelay => Late == 0 ? null : Math.Round((decimal)DelayDays / Late, 1);

    public decimal? OnTimeRate => Done == 0 ? null : Math.Round(100m * OnTime / Done, 1);

    public decimal? DoneRate => Planned == 0 ? null : Math.Round(100m * Done / Planned, 1);

    public static KpiLine Of(string state, int count, int delayDays) => state switch
    {
        TaskStates.DoneOnTime => None with { Planned = count, Done = count, OnTime = count },
        TaskStates.DoneLate => None with { Planned = count, Done = count, Late = count, DelayDays = delayDays },
        TaskStates.Overdue => None with { Planned = count, Overdue = count },
        TaskStates.Waiting => None with { Planned = count, Waiting = count },
        TaskStates.InProgress => None with { Planned = count, InProgress = count },
        TaskStates.NotStarted => None with { Planned = count, NotStarted = count },
        _ => None,
    };

    public KpiLine Add(KpiLine o) => new(
        Key, Name, Planned + o.Planned, Done + o.Done, OnTime + o.OnTime, Late + o.Late, Overdue + o.Overdue, Waiting + o.Waiting,
        InProgress + o.InProgress, NotStarted + o.NotStarted, DelayDays + o.DelayDays);
}

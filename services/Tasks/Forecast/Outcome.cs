namespace Platform.Tasks.Forecast;

/// <summary>A task of the past whose due date is over: what is learnt from.</summary>
/// <param name="Kind">Kind of deadline: byDate, window, recurring …</param>
/// <param name="From">First day of work: when it was assigned, or its window opened.</param>
/// <param name="CompletedOn">Null when it was not done by the time it was recorded.</param>
/// <param name="Marks">Progress as reported, in order; empty when it is not known how it went.</param>
public sealed record Outcome(
    string OrgUnit, string? Office, int Area, string Kind, DateOnly From, DateOnly Due, DateOnly? CompletedOn,
    IReadOnlyList<ProgressMark> Marks)
{
    public bool Late => CompletedOn is null || CompletedOn > Due;

    /// <summary>Progress on a day; null when nothing of its course was recorded.</summary>
    public int? PercentOn(DateOnly day) => Marks.Count == 0 ? null : Marks.LastOrDefault(m => m.On <= day)?.Percent ?? 0;
}

public sealed record ProgressMark(DateOnly On, int Percent);

/// <summary>An open task on the day it is looked at.</summary>
/// <param name="Percent">0 to 100; null when not known.</param>
/// <param name="DaysLeft">Working days until it is due.</param>
public sealed record Sight(
    string OrgUnit, string? Office, int Area, string Kind, DateOnly From, DateOnly Due, DateOnly On, int? Percent, int DaysLeft);

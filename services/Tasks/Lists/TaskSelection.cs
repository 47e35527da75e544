using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;

namespace Platform.Tasks.Lists;

/// <summary>The tasks that a list is about, within the caller's scope: the one filter behind lists, counts and exports.</summary>
/// <param name="Tasks">Filtered by everything but the states; not ordered.</param>
/// <param name="States">The states asked for; empty for all.</param>
/// <param name="Today">In Viet Nam; the state shown and the one filtered by are both derived as of this day.</param>
/// <param name="Behind">The sweep has not come by since midnight: stored states may be behind.</param>
public sealed record TaskSelection(IQueryable<TaskRow> Tasks, IReadOnlyList<string> States, OrgUnitInfo Unit, DateOnly Today, bool Behind)
{
    public static readonly IReadOnlyList<string> KnownStates =
    [
        TaskStates.NotStarted, TaskStates.InProgress, TaskStates.Waiting, TaskStates.Overdue, TaskStates.DoneOnTime, TaskStates.DoneLate,
        TaskStates.Cancelled,
    ];

    public IQueryable<TaskRow> InStates() => States.Count == 0 ? Tasks : InStates(States);

    /// <summary>How many tasks are in each state, exactly; for one unit, whose tasks can all be looked at.</summary>
    public Task<Dictionary<string, int>> CountStatesAsync(CancellationToken stop)
    {
        var today = Today;
        return Tasks.GroupBy(t => t.OverdueAfter < today ? TaskStates.Overdue : t.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, stop);
    }

    /// <summary>The tasks whose state, derived as of today, is one of these.</summary>
    public IQueryable<TaskRow> InStates(IReadOnlyList<string> states)
    {
        var (today, one) = (Today, states.Count == 1 ? states[0] : null);
        if (!Behind)
            return one is not null ? Tasks.Where(t => t.State == one) : Tasks.Where(t => states.Contains(t.State));
        var overdue = states.Contains(TaskStates.Overdue);
        return Tasks.Where(t => t.OverdueAfter < today ? overdue : states.Contains(t.State));
    }
}

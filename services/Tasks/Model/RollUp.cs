namespace Platform.Tasks.Model;

/// <summary>One part of a whole: an occurrence of a series, or a sub-task of a parent.</summary>
/// <param name="Weight">Above 0, relative to the other parts.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="CompletedOn">Null while it is open.</param>
/// <param name="Held">Open, but its due date does not run: it waits for the upper level or for a confirmation.</param>
public readonly record struct TaskPart(int Weight, int Percent, DateOnly? DueOn, DateOnly? CompletedOn, bool Held = false)
{
    public int DelayDays => TaskRules.Delay(DueOn, CompletedOn);
}

/// <summary>What the parts say of the whole.</summary>
/// <param name="Percent">Weighted mean, rounded down; 100 only when every part is done.</param>
/// <param name="CompletedOn">The day of the last part's completion, once all are done.</param>
/// <param name="DueOn">The earliest due date still open, else the last one.</param>
/// <param name="OverdueAfter">The earliest due date of an open part that is not held.</param>
/// <param name="DelayDays">The longest delay of a part done.</param>
public sealed record Whole(int Percent, DateOnly? CompletedOn, DateOnly? DueOn, DateOnly? OverdueAfter, int DelayDays, int Parts, int Done);

/// <summary>
/// The one rule by which parts make a whole, for a series and its occurrences and for a parent and its sub-tasks: the progress
/// is the weighted mean, the whole is done when every part is, late when one was, overdue as soon as one is. Pure; the order of
/// the parts does not matter.
/// </summary>
public static class RollUp
{
    private const int Whole = 100;

    /// <param name="parts">Cancelled parts are left out by the caller; at least one.</param>
    public static Whole Of(IReadOnlyCollection<TaskPart> parts)
    {
        var done = parts.Count(p => p.CompletedOn is not null);
        var all = done == parts.Count;
        var mean = parts.Sum(p => (long)p.Weight * p.Percent) / parts.Sum(p => (long)p.Weight);
        return new(
            all ? Whole : (int)Math.Min(mean, Whole - 1),
            all ? parts.Max(p => p.CompletedOn) : null,
            // Minimum and maximum pass over parts without a date.
            all ? parts.Max(p => p.DueOn) : parts.Where(p => p.CompletedOn is null).Min(p => p.DueOn),
            parts.Where(p => p is { CompletedOn: null, Held: false }).Min(p => p.DueOn),
            parts.Max(p => p.DelayDays),
            parts.Count,
            done);
    }
}

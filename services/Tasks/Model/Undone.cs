namespace Platform.Tasks.Model;

/// <summary>A task that counted as done and does no longer.</summary>
public static class Undone
{
    private const int AlmostDone = 99;

    /// <summary>Opens the task again; of a series the last occurrence that was done.</summary>
    public static void Make(TaskCase c)
    {
        c.Task.CompletedOn = null;
        c.Task.Percent = Math.Min(c.Task.Percent, AlmostDone);
        if (c.Occurrences.FindLast(o => o.CompletedOn is not null) is { } last)
            (last.CompletedOn, last.Percent) = (null, AlmostDone);
    }
}

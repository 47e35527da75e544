namespace Orleans.Runtime;

/// <summary>A running timer of a grain; disposing it stops further ticks. Deactivation disposes it too.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the time to the next tick and the period after it; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a grain timer ticks. A tick is not scheduled before the callback of the last one has completed.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>All properties by initializer.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>With due time and period.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> not to start.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks may run between the awaits of calls. By default a tick waits its turn as a call does.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the grain from idle deactivation. By default they do not.</summary>
    public bool KeepAlive { get; init; }
}

namespace Orleans.Runtime;

/// <summary>
/// A piece of work of an activation that runs to its end before the next one starts, unless it may interleave:
/// a call or a timer tick.
/// </summary>
internal abstract class Turn
{
    private Activation? _activation;

    /// <summary>Whether it may start while another turn waits at an await.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>Whether it counts as use of the grain.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Hands the turn to the activation's scheduler. The caller's execution context does not flow into the grain.</summary>
    public void Schedule(Activation activation)
    {
        _activation = activation;
        if (ExecutionContext.IsFlowSuppressed())
        {
            Start(activation);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            Start(activation);
        }
    }

    /// <summary>The activation could not take it, or is gone.</summary>
    public abstract void Reject(Exception reason);

    /// <summary>Whether to look for another activation when this one ends before the turn has started.</summary>
    public virtual bool CanMove => true;

    /// <summary>Starts the work; runs on the activation's scheduler.</summary>
    protected abstract Task Invoke(Activation activation);

    /// <summary>The work has ended; runs on the activation's scheduler.</summary>
    protected abstract void Complete(Activation activation, Task finished);

    private void Start(Activation activation) =>
        new Task(static turn => ((Turn)turn!).Run(), this).Start(activation.Scheduler);

    private void Run()
    {
        var activation = _activation!;
        Task work;
        try
        {
            work = Invoke(activation);
        }
        catch (Exception failure)
        {
            work = Task.FromException(failure);
        }

        if (work.IsCompleted)
        {
            End(activation, work);
        }
        else
        {
            _ = EndLater(activation, work);
        }
    }

    private async Task EndLater(Activation activation, Task work)
    {
        // Not swallowed: Complete reads the failure from the task.
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        End(activation, work);
    }

    private void End(Activation activation, Task work)
    {
        try
        {
            Complete(activation, work);
        }
        finally
        {
            activation.TurnEnded(KeepsAlive);
        }
    }
}

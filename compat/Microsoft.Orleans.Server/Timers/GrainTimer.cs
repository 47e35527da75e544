using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Ticks of a grain; each is a turn, the next is due one period after the last has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _wasChanged;
    private TimeSpan _changedDueTime;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        _timer = activation.Catalog.Time.CreateTimer(static timer => ((GrainTimer)timer!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_lock)
        {
            _period = period;
            if (_isTicking)
            {
                // Takes effect when the tick has ended: a timer never overlaps with itself.
                _wasChanged = true;
                _changedDueTime = dueTime;
                return;
            }
        }

        Arm(dueTime);
    }

    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
        {
            return;
        }

        _timer.Dispose();
        _activation.Forget(this);
        // Callbacks hung on the token must neither fail nor delay whoever ends the timer.
        _ = _stopped.CancelAsync();
    }

    private static void Validate(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, span, "Must not be negative; use Timeout.InfiniteTimeSpan for never.");
        }
    }

    private void Due()
    {
        lock (_lock)
        {
            if (_isTicking || _stopped.IsCancellationRequested)
            {
                return;
            }

            _isTicking = true;
        }

        // A refusal means the activation is gone, and its timers with it.
        _activation.TryEnqueue(new Tick(this));
    }

    private void Ticked()
    {
        TimeSpan next;
        lock (_lock)
        {
            _isTicking = false;
            next = _wasChanged ? _changedDueTime : _period;
            _wasChanged = false;
        }

        Arm(next);
    }

    private void Arm(TimeSpan dueTime)
    {
        if (!_stopped.IsCancellationRequested)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Tick(GrainTimer timer) : Turn
    {
        public override bool Interleaves => timer._options.Interleave;

        public override bool KeepsAlive => timer._options.KeepAlive;

        public override bool CanMove => false;

        public override void Reject(Exception reason)
        {
            // The activation never became active; there is nobody to tick for.
        }

        protected override Task Invoke(Activation activation) =>
            timer._stopped.IsCancellationRequested ? Task.CompletedTask : timer._callback(timer._stopped.Token);

        protected override void Complete(Activation activation, Task finished)
        {
            if (finished.IsFaulted)
            {
                activation.Logger.LogError(finished.Exception, "A timer of grain {GrainId} failed; it ticks on", activation.GrainId);
            }

            timer.Ticked();
        }
    }
}

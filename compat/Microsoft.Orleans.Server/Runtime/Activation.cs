using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// One grain in memory: its queue of turns and its life. Created -> Activating -> Active -> Deactivating -> Dead.
/// Turns that arrive before Active wait; those that arrive while Deactivating wait and then move to the next activation.
/// </summary>
internal sealed partial class Activation(GrainId grainId, Catalog catalog) : IGrainContext
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkedList<Turn> _waiting = new();
    private Stage _stage;
    private int _running;
    private bool _isReentrant;
    private DeactivationReason _reason;
    private bool _mustDeactivate;
    private bool _isFinishing;
    private DateTimeOffset _lastUse;
    private DateTimeOffset _keepUntil;
    private TimeSpan _collectionAge;

    private enum Stage
    {
        Created,
        Activating,
        Active,
        Deactivating,
        Dead,
    }

    public GrainId GrainId => grainId;

    public Catalog Catalog => catalog;

    public ILogger Logger => catalog.Logger;

    public ActivationScheduler Scheduler => field ??= new ActivationScheduler(this);

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? throw new InvalidOperationException($"Grain {grainId} is not active.");

    public Task Deactivated => _deactivated.Task;

    /// <exception cref="InvalidOperationException">The grain was created outside of the runtime.</exception>
    public static Activation Of(IGrainContext? context) =>
        context as Activation ?? throw new InvalidOperationException("The grain was created outside of the runtime, which this operation needs.");

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => grainId.GetHashCode();

    /// <summary>Takes a turn: starts it if it may start now, else lets it wait. False once dead.</summary>
    public bool TryEnqueue(Turn turn)
    {
        var activate = false;
        lock (_lock)
        {
            switch (_stage)
            {
                case Stage.Dead:
                    return false;
                case Stage.Active when _running == 0 || _isReentrant || turn.Interleaves:
                    _running++;
                    break;
                case Stage.Created:
                    _stage = Stage.Activating;
                    activate = true;
                    _waiting.AddLast(turn);
                    break;
                default:
                    _waiting.AddLast(turn);
                    return true;
            }
        }

        if (activate)
        {
            RunOnScheduler(ActivateAsync);
        }
        else
        {
            turn.Schedule(this);
        }

        return true;
    }

    public void TurnEnded(bool used)
    {
        Turn? next = null;
        var finish = false;
        lock (_lock)
        {
            _running--;
            if (used)
            {
                _lastUse = catalog.Time.GetUtcNow();
            }

            if (_stage == Stage.Deactivating)
            {
                finish = TryBeginFinish();
            }
            else if (_running == 0 && _waiting.First is { } first)
            {
                // With no turn running, whatever waits had to wait for one that could not interleave.
                _waiting.RemoveFirst();
                _running++;
                next = first.Value;
            }
        }

        next?.Schedule(this);
        if (finish)
        {
            RunOnScheduler(DeactivateAsync);
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        var finish = false;
        lock (_lock)
        {
            switch (_stage)
            {
                case Stage.Created:
                case Stage.Activating:
                    _mustDeactivate = true;
                    _reason = deactivationReason;
                    break;
                case Stage.Active:
                    _stage = Stage.Deactivating;
                    _reason = deactivationReason;
                    finish = TryBeginFinish();
                    break;
            }
        }

        if (finish)
        {
            RunOnScheduler(DeactivateAsync);
        }
    }

    /// <summary>Keeps the activation for at least this long; a negative span takes that back.</summary>
    public void Delay(TimeSpan span)
    {
        lock (_lock)
        {
            var now = catalog.Time.GetUtcNow();
            _keepUntil = span < TimeSpan.Zero ? default : span > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + span;
        }
    }

    public void DeactivateIfIdle(DateTimeOffset now)
    {
        lock (_lock)
        {
            var isIdle = _stage == Stage.Active && _running == 0 && _collectionAge != TimeSpan.MaxValue
                && now - _lastUse >= _collectionAge && now >= _keepUntil;
            if (!isIdle)
            {
                return;
            }
        }

        // A call that slips in between is served by the next activation; none is lost.
        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody used it for its collection age."));
    }

    private bool TryBeginFinish()
    {
        if (_running > 0 || _isFinishing)
        {
            return false;
        }

        return _isFinishing = true;
    }

    private void RunOnScheduler(Func<Task> work)
    {
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler);
    }
}

namespace Orleans.Runtime;

/// <summary>
/// Calls without an answer yet, oldest first, so that those past the response timeout are found by a look at the heads of a few lists.
/// A timer per call would cost more than the call.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly Shard[] _shards = [.. Enumerable.Range(0, 8).Select(_ => new Shard())];
    private readonly TimeSpan _timeout;
    private readonly Timer _sweep;
    private int _next;

    public PendingCalls(TimeSpan timeout)
    {
        _timeout = timeout;
        var every = TimeSpan.FromMilliseconds(Math.Clamp(timeout.TotalMilliseconds / 20, 5, 500));
        // System time, not TimeProvider: a test with a fake clock must still see a deadlocked call end.
        _sweep = new Timer(_ => Sweep(), null, every, every);
    }

    public void Add(GrainCall call)
    {
        call.DeadlineMs = Environment.TickCount64 + (long)_timeout.TotalMilliseconds;
        _shards[Interlocked.Increment(ref _next) & 7].Add(call);
    }

    public void Dispose() => _sweep.Dispose();

    private void Sweep()
    {
        var now = Environment.TickCount64;
        foreach (var shard in _shards)
        {
            while (shard.TakeExpired(now) is { } call)
            {
                call.TimeOut(_timeout);
            }
        }
    }

    internal sealed class Shard
    {
        private readonly Lock _lock = new();
        private GrainCall? _head;
        private GrainCall? _tail;

        public void Add(GrainCall call)
        {
            lock (_lock)
            {
                call.Shard = this;
                call.Previous = _tail;
                if (_tail is null)
                {
                    _head = call;
                }
                else
                {
                    _tail.Next = call;
                }

                _tail = call;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (_lock)
            {
                if (call.Shard is null)
                {
                    return;
                }

                call.Shard = null;
                if (call.Previous is null)
                {
                    _head = call.Next;
                }
                else
                {
                    call.Previous.Next = call.Next;
                }

                if (call.Next is null)
                {
                    _tail = call.Previous;
                }
                else
                {
                    call.Next.Previous = call.Previous;
                }

                call.Previous = call.Next = null;
            }
        }

        public GrainCall? TakeExpired(long now)
        {
            lock (_lock)
            {
                if (_head is not { } call || call.DeadlineMs > now)
                {
                    return null;
                }

                Remove(call);
                return call;
            }
        }
    }
}

using Grpc.Core;

namespace Platform.ServiceDefaults.Units;

/// <summary>
/// A copy of something that Identity keeps: asked for once, kept for five minutes at most, renewed as soon as a change is known of. An old
/// copy serves while Identity is away.
/// </summary>
internal sealed class ReferenceCache<T>(Func<CancellationToken, Task<T>> ask, ReferenceVersion reference, TimeProvider time) where T : class
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Copy? _copy;

    private sealed record Copy(T Value, long Version, DateTimeOffset Until);

    public ValueTask<T> GetAsync(CancellationToken stop) => _copy is { } copy && IsFresh(copy) ? new(copy.Value) : RenewAsync(stop);

    private bool IsFresh(Copy copy) => copy.Version >= reference.Current && time.GetUtcNow() < copy.Until;

    private async ValueTask<T> RenewAsync(CancellationToken stop)
    {
        // With an old copy at hand only one caller asks, the others go on; without one all wait for the first.
        var old = _copy;
        if (old is null)
            await _loading.WaitAsync(stop);
        else if (!_loading.Wait(0, CancellationToken.None))
            return old.Value;
        try
        {
            if (_copy is { } known && IsFresh(known))
                return known.Value;
            old = _copy;
            // Read before asking: what changes while the answer is under way makes it old at once.
            var version = reference.Current;
            try
            {
                return (_copy = new(await ask(stop), version, time.GetUtcNow() + Keep)).Value;
            }
            catch (RpcException) when (old is not null && !stop.IsCancellationRequested)
            {
                _copy = old with { Version = version, Until = time.GetUtcNow() + Again };
                return old.Value;
            }
        }
        finally
        {
            _loading.Release();
        }
    }
}

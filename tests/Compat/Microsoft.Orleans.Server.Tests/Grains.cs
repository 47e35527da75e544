using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Platform.GrainTests;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    ValueTask<int> Get();

    ValueTask Yield();

    Task DeactivateAfterThis();

    Task<string> Key();
}

/// <summary>Finds out about overlap: the count is read before an await and written after it.</summary>
public sealed class CounterGrain(Journal journal) : Grain, ICounterGrain
{
    private int _count;
    private int _inside;

    public async Task<int> Add(int amount)
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            throw new InvalidOperationException("Two turns overlap.");
        }

        var seen = _count;
        await Task.Yield();
        _count = seen + amount;
        Interlocked.Decrement(ref _inside);
        return _count;
    }

    public ValueTask<int> Get() => ValueTask.FromResult(_count);

    public async ValueTask Yield() => await Task.Yield();

    public Task DeactivateAfterThis()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyString()} {this.GetGrainId()} {GrainContext.GrainId.Key}");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"{this.GetPrimaryKeyString()} ended: {reason.ReasonCode}, {_count}");
        return Task.CompletedTask;
    }
}

public interface IGateGrain : IGrainWithStringKey
{
    Task Wait(string gate);

    Task WaitCancellably(string entry, CancellationToken cancellationToken);

    [AlwaysInterleave]
    Task<string> Peek();

    Task Note(string entry);

    [OneWay]
    Task Forget(string entry);

    Task CallBackThrough(IGateGrain other);

    Task CallBack(IGateGrain first);
}

[GrainType("gate")]
public class GateGrain(Journal journal) : Grain, IGateGrain
{
    public async Task Wait(string gate)
    {
        journal.Add($"waits at {gate}");
        await journal.Reached(gate);
        journal.Add($"passed {gate}");
    }

    public async Task WaitCancellably(string entry, CancellationToken cancellationToken)
    {
        journal.Add(entry);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        journal.Add(entry + " cancelled");
    }

    public Task<string> Peek() => Task.FromResult("peeked");

    public Task Note(string entry)
    {
        journal.Add(entry);
        return Task.CompletedTask;
    }

    public async Task Forget(string entry)
    {
        await Task.Yield();
        journal.Add(entry);
        throw new InvalidOperationException("Nobody hears of this.");
    }

    public Task CallBackThrough(IGateGrain other) => other.CallBack(this.AsReference<IGateGrain>());

    public Task CallBack(IGateGrain first) => first.Note("called back");
}

public interface IOpenGateGrain : IGateGrain;

[Reentrant]
public sealed class OpenGateGrain(Journal journal) : GateGrain(journal), IOpenGateGrain;

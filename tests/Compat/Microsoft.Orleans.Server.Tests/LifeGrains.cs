using Orleans;
using Orleans.Runtime;

namespace Platform.GrainTests;

public interface ITimedGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool keepAlive);

    Task StartFailing();

    Task Hold(string gate);

    Task Stop();

    Task StayFor(TimeSpan span);
}

public sealed class TimedGrain(Journal journal) : Grain, ITimedGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(TimeSpan due, TimeSpan period, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            (name, _) => Tick(name),
            "tick",
            new GrainTimerCreationOptions { DueTime = due, Period = period, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartFailing()
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await Tick("failing tick");
                throw new InvalidOperationException("A tick fails.");
            },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public async Task Hold(string gate)
    {
        journal.Add($"holds at {gate}");
        await journal.Reached(gate);
        journal.Add($"released {gate}");
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task StayFor(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    private async Task Tick(string name)
    {
        await Task.Yield();
        journal.Add($"{name} {++_ticks}");
    }
}

public interface IKeptGrain : IGrainWithStringKey
{
    Task Touch();
}

[KeepAlive]
public sealed class KeptGrain(Journal journal) : Grain, IKeptGrain
{
    public Task Touch() => Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add("kept grain activated");
        return Task.CompletedTask;
    }
}

public interface IFragileGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

public sealed class FragileGrain(Journal journal) : Grain, IFragileGrain
{
    public Task<int> Attempts() => Task.FromResult(journal.Entries.Count);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add($"attempt {journal.Entries.Count + 1}");
        await Task.Yield();
        if (journal.Entries.Count < 2)
        {
            throw new FormatException("Not the first time.");
        }
    }
}

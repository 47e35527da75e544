using System.Diagnostics;
using NBomber.Contracts;

namespace NBomber.Engine;

/// <summary>One scenario at work: follows its load simulations one after the other.</summary>
internal sealed class ScenarioRun(ScenarioProps props, int sortIndex)
{
    private static readonly LoadSimulation[] Default = [new LoadSimulation.Constant(1, TimeSpan.FromMinutes(1), false)];

    // Iterations under way get this long to end when their scenario is over.
    private static readonly TimeSpan CompletionTimeout = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly Stopwatch watch = new();
    private readonly Stack<ScenarioContext> idle = new();
    private readonly HashSet<Task> running = [];
    private Func<int, ScenarioContext> newCopy = null!;
    private int copies;

    public ScenarioProps Props => props;

    public Measurements Measurements { get; } = new(props.ScenarioName, sortIndex);

    public CancellationToken Stopping => stopping.Token;

    public TimeSpan Elapsed => watch.Elapsed;

    private IReadOnlyList<LoadSimulation> Load => props.LoadSimulations.Count > 0 ? props.LoadSimulations : Default;

    public TimeSpan PlannedDuration => Load.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Duration);

    public void Stop() => stopping.Cancel();

    /// <param name="copy">Makes the context of the copy with that number.</param>
    /// <param name="atMost">For the warm-up; null: to the end.</param>
    public async Task RunAsync(Func<int, ScenarioContext> copy, TimeSpan? atMost)
    {
        newCopy = copy;
        idle.Clear();
        copies = 0;
        watch.Restart();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        if (atMost is { } limit)
            over.CancelAfter(limit);
        var before = 0;
        foreach (var simulation in Load)
        {
            if (over.IsCancellationRequested)
                break;
            await FollowAsync(simulation, before, over.Token);
            before = simulation switch
            {
                LoadSimulation.Constant constant => constant.Copies,
                LoadSimulation.Injection injection => injection.MaxRate,
                _ => 0,
            };
        }
        await Task.WhenAny(Task.WhenAll(Running()), Task.Delay(CompletionTimeout));
        watch.Stop();
    }

    private Task FollowAsync(LoadSimulation simulation, int before, CancellationToken over) => simulation switch
    {
        LoadSimulation.Constant constant => KeepAsync(constant, before, over),
        LoadSimulation.ConstantIterations constant => IterateAsync(constant, over),
        LoadSimulation.Injection injection => InjectAsync(injection, before, over),
        LoadSimulation.InjectedIterations injection => InjectAsync(injection, over),
        _ => WaitAsync(simulation.Duration, over),
    };

    private async Task KeepAsync(LoadSimulation.Constant constant, int before, CancellationToken over)
    {
        var started = watch.Elapsed;
        var wanted = constant.Ramping ? before : constant.Copies;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(over);
        end.CancelAfter(constant.Duration);
        var workers = new List<Task>();
        var active = 0;
        do
        {
            if (constant.Ramping)
                wanted = before + (int)Math.Round((constant.Copies - before) * Math.Min(1, (watch.Elapsed - started) / constant.Duration));
            for (; active < wanted; active++)
            {
                var number = active;
                workers.Add(WorkAsync(() => number < wanted && !end.IsCancellationRequested));
            }
            // A copy whose number is above the wanted one has left by itself.
            active = Math.Min(active, wanted);
            await WaitAsync(constant.Ramping ? TimeSpan.FromMilliseconds(100) : constant.Duration, end.Token);
        }
        while (!end.IsCancellationRequested && watch.Elapsed - started < constant.Duration);
        await end.CancelAsync();
        await Task.WhenAll(workers);
    }

    private async Task IterateAsync(LoadSimulation.ConstantIterations constant, CancellationToken over)
    {
        var left = constant.Iterations;
        await Task.WhenAll(Enumerable.Range(0, constant.Copies)
            .Select(_ => WorkAsync(() => !over.IsCancellationRequested && Interlocked.Decrement(ref left) >= 0)));
    }

    private async Task InjectAsync(LoadSimulation.Injection injection, int before, CancellationToken over)
    {
        var started = watch.Elapsed;
        for (var tick = 0; injection.Interval * tick < injection.Duration && !over.IsCancellationRequested; tick++)
        {
            var rate = Random.Shared.Next(injection.MinRate, injection.MaxRate + 1);
            if (injection.Ramping)
                rate = before + (int)Math.Round((injection.MaxRate - before) * Math.Min(1, injection.Interval * (tick + 1) / injection.Duration));
            Inject(rate);
            await WaitAsync(started + (injection.Interval * (tick + 1)) - watch.Elapsed, over);
        }
    }

    private async Task InjectAsync(LoadSimulation.InjectedIterations injection, CancellationToken over)
    {
        var started = watch.Elapsed;
        var left = injection.Iterations;
        for (var tick = 1; left > 0 && !over.IsCancellationRequested; tick++)
        {
            Inject(Math.Min(left, injection.Rate));
            left -= injection.Rate;
            await WaitAsync(started + (injection.Interval * tick) - watch.Elapsed, over);
        }
    }

    private void Inject(int rate)
    {
        for (var i = 0; i < rate; i++)
        {
            var once = 0;
            var task = Task.Run(() => WorkAsync(() => once++ == 0));
            lock (running)
                running.Add(task);
            _ = task.ContinueWith(
                done =>
                {
                    lock (running)
                        running.Remove(done);
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task WorkAsync(Func<bool> goOn)
    {
        await Task.Yield();
        ScenarioContext? context;
        lock (idle)
        {
            if (!idle.TryPop(out context))
                context = newCopy(copies++);
        }
        while (goOn())
            await context.IterateAsync();
        lock (idle)
            idle.Push(context);
    }

    private Task[] Running()
    {
        lock (running)
            return [.. running];
    }

    private static Task WaitAsync(TimeSpan time, CancellationToken over) =>
        time <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(time, over).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

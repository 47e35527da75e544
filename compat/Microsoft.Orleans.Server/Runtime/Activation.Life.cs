using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Beginning and end of an activation; all of it runs on the activation's scheduler.</summary>
internal sealed partial class Activation
{
    private readonly List<IActivationState> _states = [];
    private readonly List<GrainTimer> _timers = [];
    private AsyncServiceScope? _scope;

    public GrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (_timers)
        {
            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            var grainClass = catalog.Types.ForType(grainId.Type);
            _isReentrant = grainClass.IsReentrant;
            _collectionAge = grainClass.CollectionAge ?? AgeOf(grainClass.Class);
            _scope = catalog.Services.CreateAsyncScope();
            _scope.Value.ServiceProvider.GetRequiredService<GrainContextHolder>().Context = this;
            GrainInstance = Construct(grainClass.Class);
            using var timeout = new CancellationTokenSource(catalog.Collection.ActivationTimeout);
            foreach (var state in _states)
            {
                await state.ReadStateAsync().WaitAsync(timeout.Token);
            }

            await ((IGrainBase)GrainInstance).OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception failure)
        {
            Logger.LogError(failure, "Activation of grain {GrainId} failed", grainId);
            _reason = new DeactivationReason(DeactivationReasonCode.ActivationFailed, failure, "Activation failed.");
            await EndAsync(turn => turn.Reject(failure));
            return;
        }

        Open();
    }

    // Starts, of the turns that have waited, those that may run together.
    private void Open()
    {
        var start = new List<Turn>();
        var finish = false;
        lock (_lock)
        {
            _lastUse = catalog.Time.GetUtcNow();
            _stage = _mustDeactivate ? Stage.Deactivating : Stage.Active;
            if (_mustDeactivate)
            {
                finish = TryBeginFinish();
            }
            else
            {
                for (var node = _waiting.First; node is not null;)
                {
                    var next = node.Next;
                    if (_running == 0 || _isReentrant || node.Value.Interleaves)
                    {
                        _running++;
                        start.Add(node.Value);
                        _waiting.Remove(node);
                    }

                    node = next;
                }
            }
        }

        start.ForEach(turn => turn.Schedule(this));
        if (finish)
        {
            RunOnScheduler(DeactivateAsync);
        }
    }

    private async Task DeactivateAsync()
    {
        DisposeTimers();
        using var timeout = new CancellationTokenSource(catalog.Collection.DeactivationTimeout);
        try
        {
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception failure)
        {
            // The activation ends all the same; what it could not save is the application's loss to know of.
            Logger.LogError(failure, "Deactivation of grain {GrainId} failed ({Reason})", grainId, _reason.ReasonCode);
        }

        await EndAsync(turn =>
        {
            if (turn.CanMove)
            {
                catalog.Dispatch(grainId, turn);
            }
        });
    }

    private async Task EndAsync(Action<Turn> dispose)
    {
        DisposeTimers();
        try
        {
            switch (GrainInstance)
            {
                case IAsyncDisposable asynchronous:
                    await asynchronous.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception failure)
        {
            Logger.LogError(failure, "Disposal of grain {GrainId} failed", grainId);
        }

        // Out of the table before it refuses turns, so that a refused turn finds the next activation.
        catalog.Remove(this);
        LinkedList<Turn> left;
        lock (_lock)
        {
            _stage = Stage.Dead;
            left = _waiting;
            _waiting = new LinkedList<Turn>();
        }

        _deactivated.TrySetResult();
        foreach (var turn in left)
        {
            dispose(turn);
        }
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (_timers)
        {
            timers = [.. _timers];
            _timers.Clear();
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    private TimeSpan AgeOf(Type grainClass) =>
        catalog.Collection.ClassSpecificCollectionAge.TryGetValue(grainClass.FullName!, out var age) ? age : catalog.Collection.CollectionAge;

    private object Construct(Type grainClass)
    {
        var constructor = ConstructorOf(grainClass);
        var arguments = constructor.GetParameters().Select(ArgumentFor).ToArray();
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static ConstructorInfo ConstructorOf(Type grainClass)
    {
        var constructors = grainClass.GetConstructors();
        return constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute), false))
            ?? constructors.MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new InvalidOperationException($"Grain class {grainClass} has no public constructor.");
    }

    private object? ArgumentFor(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } configuration)
        {
            var state = PersistentStates.Create(parameter.ParameterType, configuration, grainId, ActivationServices);
            _states.Add((IActivationState)state);
            return state;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { Key: { } key })
        {
            return ((IKeyedServiceProvider)ActivationServices).GetRequiredKeyedService(parameter.ParameterType, key);
        }

        return ActivationServices.GetService(parameter.ParameterType)
            ?? (parameter.HasDefaultValue
                ? parameter.DefaultValue
                : throw new InvalidOperationException(
                    $"Unable to resolve service for type '{parameter.ParameterType}' while attempting to activate '{parameter.Member.DeclaringType}'."));
    }
}

/// <summary>Gives the services of an activation's scope their activation.</summary>
internal sealed class GrainContextHolder
{
    public IGrainContext? Context { get; set; }
}

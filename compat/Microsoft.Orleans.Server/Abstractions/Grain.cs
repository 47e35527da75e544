using Orleans.Runtime;

namespace Orleans;

/// <summary>Base class of grains. One instance per key; one call at a time, up to the call's completion.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by the runtime, on the activation's own scheduler; that is how the instance finds its context.</summary>
    protected Grain()
    {
        // Outside the runtime (a unit test that makes the class itself) there is no context; the genuine property is null then too.
        GrainContext = RuntimeContext.Current!;
    }

    /// <summary>Context of the activation; null if the class was created outside the runtime.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>References to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Of(GrainContext).Catalog.References;

    /// <summary>The services of this activation (a scope of its own).</summary>
    protected IServiceProvider ServiceProvider => Activation.Of(GrainContext).ActivationServices;

    /// <summary><c>type/key</c>.</summary>
    public string IdentityString => GrainContext?.GrainId.ToString() ?? "";

    /// <summary>Deactivates once the current call is done; the next call activates a new instance.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the activation from idle deactivation for this long; a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.Of(GrainContext).Delay(timeSpan);

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}

namespace Orleans.Runtime;

/// <summary>An activation as the runtime sees it.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>Identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The instance; null until it has been constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>Services of this activation (a scope of its own).</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the grain has deactivated. Awaiting it within a call of the same grain never ends.</summary>
    Task Deactivated { get; }

    /// <summary>Starts the deactivation, once the running calls are done.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>The activation whose code is running.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation; null outside of grain code.</summary>
    IGrainContext GrainContext { get; }
}

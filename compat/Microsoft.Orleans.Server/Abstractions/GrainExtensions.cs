using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity of grains and references.</summary>
public static class GrainExtensions
{
    /// <summary>The identity behind a grain instance or a reference.</summary>
    /// <exception cref="ArgumentException">The object is neither a reference nor a grain the runtime created.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainProxy proxy => proxy.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} has no identity: it was not created by the runtime.", nameof(grain)),
    };

    /// <summary>The string key of a grain instance or a reference.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    /// <summary>A reference to a grain, for handing it to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        GrainProxy proxy => (TGrainInterface)proxy.Catalog.References.Create(typeof(TGrainInterface), proxy.GrainId),
        IGrainBase { GrainContext: Activation activation } => (TGrainInterface)activation.Catalog.References.Create(typeof(TGrainInterface), activation.GrainId),
        _ => throw new ArgumentException("Only a grain the runtime created has a reference.", nameof(grain)),
    };

    /// <summary>The same reference, seen through another interface of the grain.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();
}

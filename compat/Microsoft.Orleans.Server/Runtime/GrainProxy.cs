using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. Two references are equal when they name the same grain.</summary>
// Public because the proxies are generated into another assembly and derive from it.
public class GrainProxy : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Methods = new();

    internal Catalog Catalog { get; private set; } = null!;

    internal GrainId GrainId { get; private set; }

    internal static object Create(Type grainInterface, GrainId grainId, Catalog catalog)
    {
        var proxy = (GrainProxy)Create(grainInterface, typeof(GrainProxy));
        proxy.Catalog = catalog;
        proxy.GrainId = grainId;
        return proxy;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainProxy other && other.GrainId == GrainId;

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}";

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Methods.GetOrAdd(targetMethod!, GrainMethod.Create).Send(Catalog, GrainId, args ?? []);
}

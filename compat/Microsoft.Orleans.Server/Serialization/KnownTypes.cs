using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>Types the runtime knows without an attribute.</summary>
internal static class KnownTypes
{
    private static readonly HashSet<Type> Immutables =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Int128), typeof(UInt128), typeof(Half), typeof(object),
        typeof(CancellationToken), typeof(CultureInfo), typeof(IPAddress), typeof(IPEndPoint), typeof(ValueTuple), typeof(DBNull),
        typeof(GrainId), typeof(GrainType), typeof(IdSpan),
    ];

    /// <summary>Whether a value of exactly this type can be shared.</summary>
    public static bool IsImmutable(Type type) =>
        type.IsPrimitive || type.IsEnum || Immutables.Contains(type)
        || typeof(GrainProxy).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)
        || IsMadeOfImmutables(type);

    public static bool IsTuple(Type type) =>
        type.IsGenericType && (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            || type.FullName.StartsWith("System.Tuple`", StringComparison.Ordinal)
            || type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            || type.GetGenericTypeDefinition() == typeof(Nullable<>));

    private static bool IsMadeOfImmutables(Type type)
    {
        if (!type.IsGenericType)
        {
            return false;
        }

        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Immutable<>)
            || ((IsTuple(type) || definition == typeof(ImmutableArray<>) || definition == typeof(ImmutableList<>)
                || definition == typeof(ImmutableHashSet<>) || definition == typeof(ImmutableDictionary<,>)
                || definition == typeof(ImmutableSortedDictionary<,>))
                && Array.TrueForAll(type.GetGenericArguments(), DeepCopy.IsShareable));
    }
}

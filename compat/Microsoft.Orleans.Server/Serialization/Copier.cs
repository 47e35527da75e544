using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Copies one value; <paramref name="seen"/> maps originals already copied, so that shared and cyclic references stay so.</summary>
internal delegate object Copier(object value, CopyContext seen);

/// <summary>References met during one copy.</summary>
internal sealed class CopyContext
{
    private Dictionary<object, object>? _copies;

    public bool TryGet(object original, out object copy)
    {
        if (_copies is not null && _copies.TryGetValue(original, out var found))
        {
            copy = found;
            return true;
        }

        copy = original;
        return false;
    }

    public void Record(object original, object copy) =>
        (_copies ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance)).Add(original, copy);
}

/// <summary>Deep copies of call arguments and results, so that no two grains ever share a mutable object.</summary>
internal static class DeepCopy
{
    // A weak table: types of collectible assemblies may go.
    private static readonly ConditionalWeakTable<Type, Copier> Copiers = [];
    private static readonly Copier Same = static (value, _) => value;

    /// <summary>Whether values declared as this type never need a copy, whatever their runtime type.</summary>
    public static bool IsShareable(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return (type.IsSealed || type.IsValueType) && (type.IsDefined(typeof(ImmutableAttribute), false) || KnownTypes.IsImmutable(type));
    }

    /// <summary>The copy of a call's argument or result.</summary>
    /// <exception cref="CodecNotFoundException">A type within the value cannot travel.</exception>
    public static object? Of(object? value) => value is null ? null : Of(value, new CopyContext());

    public static object Of(object value, CopyContext seen) => CopierOf(value.GetType())(value, seen);

    private static Copier CopierOf(Type type) => Copiers.TryGetValue(type, out var copier) ? copier : Copiers.GetValue(type, Create);

    private static Copier Create(Type type)
    {
        if (type.IsDefined(typeof(ImmutableAttribute), false) || KnownTypes.IsImmutable(type))
        {
            return Same;
        }

        if (CollectionCopiers.TryCreate(type) is { } collection)
        {
            return collection;
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), false))
        {
            return MemberCopier.Create(type);
        }

        if (KnownTypes.IsTuple(type))
        {
            return MemberCopier.CreateForAllFields(type);
        }

        throw new CodecNotFoundException(
            $"Could not find a copier for type {type}. Mark it with [GenerateSerializer] and its members with [Id(n)], or with [Immutable] if it never changes.");
    }
}

using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>Copies of arrays and collections, element by element where elements can change.</summary>
internal static class CollectionCopiers
{
    private static readonly Dictionary<Type, string> ByDefinition = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(HashSet<>)] = nameof(Set),
        [typeof(Queue<>)] = nameof(QueueOf),
        [typeof(Dictionary<,>)] = nameof(Map),
        [typeof(SortedDictionary<,>)] = nameof(SortedMap),
        [typeof(ImmutableArray<>)] = nameof(FrozenArray),
        [typeof(ImmutableList<>)] = nameof(FrozenList),
        [typeof(ImmutableHashSet<>)] = nameof(FrozenSet),
        [typeof(ImmutableDictionary<,>)] = nameof(FrozenMap),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(FrozenSortedMap),
    };

    public static Copier? TryCreate(Type type)
    {
        if (type.IsSZArray)
        {
            return Make(nameof(ArrayOf), type.GetElementType()!);
        }

        return type.IsGenericType && ByDefinition.TryGetValue(type.GetGenericTypeDefinition(), out var method)
            ? Make(method, type.GetGenericArguments())
            : null;
    }

    private static Copier Make(string method, params Type[] arguments) =>
        typeof(CollectionCopiers).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arguments).CreateDelegate<Copier>();

    private static T Element<T>(T value, CopyContext seen) =>
        value is null || Shareable<T>.Value ? value : (T)DeepCopy.Of(value, seen);

    private static object ArrayOf<T>(object value, CopyContext seen)
    {
        if (seen.TryGet(value, out var known))
        {
            return known;
        }

        var source = (T[])value;
        if (Shareable<T>.Value)
        {
            return source.Clone();
        }

        var copy = new T[source.Length];
        seen.Record(value, copy);
        for (var i = 0; i < source.Length; i++)
        {
            copy[i] = Element(source[i], seen);
        }

        return copy;
    }

    private static object List<T>(object value, CopyContext seen)
    {
        var source = (List<T>)value;
        return seen.TryGet(value, out var known) ? known : Fill(source, new List<T>(source.Count), seen);
    }

    private static object Set<T>(object value, CopyContext seen)
    {
        var source = (HashSet<T>)value;
        return seen.TryGet(value, out var known) ? known : Fill(source, new HashSet<T>(source.Count, source.Comparer), seen);
    }

    private static object QueueOf<T>(object value, CopyContext seen)
    {
        var copy = new Queue<T>();
        foreach (var item in (Queue<T>)value)
        {
            copy.Enqueue(Element(item, seen));
        }

        return copy;
    }

    private static object Fill<T>(ICollection<T> source, ICollection<T> copy, CopyContext seen)
    {
        seen.Record(source, copy);
        foreach (var item in source)
        {
            copy.Add(Element(item, seen));
        }

        return copy;
    }

    private static object Map<TKey, TValue>(object value, CopyContext seen) where TKey : notnull
    {
        var source = (Dictionary<TKey, TValue>)value;
        return seen.TryGet(value, out var known) ? known : Fill(source, new Dictionary<TKey, TValue>(source.Count, source.Comparer), seen);
    }

    private static object SortedMap<TKey, TValue>(object value, CopyContext seen) where TKey : notnull
    {
        var source = (SortedDictionary<TKey, TValue>)value;
        return seen.TryGet(value, out var known) ? known : Fill(source, new SortedDictionary<TKey, TValue>(source.Comparer), seen);
    }

    private static object Fill<TKey, TValue>(IDictionary<TKey, TValue> source, IDictionary<TKey, TValue> copy, CopyContext seen)
    {
        seen.Record(source, copy);
        foreach (var (key, item) in source)
        {
            copy.Add(Element(key, seen), Element(item, seen));
        }

        return copy;
    }

    private static object FrozenArray<T>(object value, CopyContext seen)
    {
        var source = (ImmutableArray<T>)value;
        return source.IsDefault ? value : ImmutableArray.CreateRange(source, item => Element(item, seen));
    }

    private static object FrozenList<T>(object value, CopyContext seen) =>
        ImmutableList.CreateRange(((ImmutableList<T>)value).Select(item => Element(item, seen)));

    private static object FrozenSet<T>(object value, CopyContext seen) =>
        ImmutableHashSet.CreateRange(((ImmutableHashSet<T>)value).KeyComparer, ((ImmutableHashSet<T>)value).Select(item => Element(item, seen)));

    private static object FrozenMap<TKey, TValue>(object value, CopyContext seen) where TKey : notnull
    {
        var source = (ImmutableDictionary<TKey, TValue>)value;
        return ImmutableDictionary.CreateRange(source.KeyComparer, source.ValueComparer, Pairs(source, seen));
    }

    private static object FrozenSortedMap<TKey, TValue>(object value, CopyContext seen) where TKey : notnull
    {
        var source = (ImmutableSortedDictionary<TKey, TValue>)value;
        return ImmutableSortedDictionary.CreateRange(source.KeyComparer, source.ValueComparer, Pairs(source, seen));
    }

    private static IEnumerable<KeyValuePair<TKey, TValue>> Pairs<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> source, CopyContext seen) =>
        source.Select(pair => KeyValuePair.Create(Element(pair.Key, seen), Element(pair.Value, seen)));

    private static class Shareable<T>
    {
        public static readonly bool Value = DeepCopy.IsShareable(typeof(T));
    }
}

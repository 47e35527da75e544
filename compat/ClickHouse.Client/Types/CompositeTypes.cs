using System.Collections;
using System.Runtime.CompilerServices;
using ClickHouse.Client.Formats;

namespace ClickHouse.Client.Types;

/// <summary>Nullable(T): null is read as <see cref="DBNull"/> in columns and as null within arrays.</summary>
internal sealed class NullableType(ClickHouseType inner) : ClickHouseType
{
    public ClickHouseType Inner => inner;

    public override Type FrameworkType => inner.FrameworkType.IsValueType ? typeof(Nullable<>).MakeGenericType(inner.FrameworkType) : inner.FrameworkType;

    public override object Read(BinarySource source) => source.ReadByte() > 0 ? DBNull.Value : inner.Read(source);

    public override void Write(BinaryWriter target, object? value)
    {
        var isNull = value is null or DBNull;
        target.Write(isNull);
        if (!isNull)
        {
            inner.Write(target, value);
        }
    }

    public override string ToText(object? value, bool quoted) =>
        value is null or DBNull ? quoted ? "null" : NullText : inner.ToText(value, quoted);

    public override string ToString() => $"Nullable({inner})";
}

/// <summary>A type that only stores differently, such as LowCardinality(T).</summary>
internal sealed class TransparentType(string name, ClickHouseType inner) : ClickHouseType
{
    public override Type FrameworkType => inner.FrameworkType;

    public override object Read(BinarySource source) => inner.Read(source);

    public override void Write(BinaryWriter target, object? value) => inner.Write(target, value);

    public override string ToText(object? value, bool quoted) => inner.ToText(value, quoted);

    public override string ToString() => name;
}

/// <summary>Array(T): read as T[], written from any list.</summary>
internal sealed class ArrayType(ClickHouseType item) : ClickHouseType
{
    public override Type FrameworkType => item.FrameworkType.MakeArrayType();

    public override object Read(BinarySource source)
    {
        var array = item.NewArray(source.ReadLength());
        for (var i = 0; i < array.Length; i++)
        {
            var value = item.Read(source);
            array.SetValue(value is DBNull ? null : value, i);
        }

        return array;
    }

    public override void Write(BinaryWriter target, object? value)
    {
        var list = (ICollection)value!;
        target.Write7BitEncodedInt(list.Count);
        foreach (var element in list)
        {
            item.Write(target, element);
        }
    }

    public override string ToText(object? value, bool quoted) =>
        $"[{string.Join(',', ((IEnumerable)value!).Cast<object?>().Select(element => item.ToText(element, quoted: true)))}]";

    public override string ToString() => $"Array({item})";
}

/// <summary>Tuple(T1, …): read as System.Tuple, written from any tuple.</summary>
internal sealed class TupleType(string name, ClickHouseType[] items) : ClickHouseType
{
    public override Type FrameworkType =>
        Type.GetType($"System.Tuple`{items.Length}")!.MakeGenericType([.. items.Select(item => item.FrameworkType)]);

    public override object Read(BinarySource source) =>
        Activator.CreateInstance(FrameworkType, [.. items.Select(item => item.Read(source) is var value && value is DBNull ? null : value)])!;

    public override void Write(BinaryWriter target, object? value)
    {
        var tuple = (ITuple)value!;
        for (var i = 0; i < items.Length; i++)
        {
            items[i].Write(target, tuple[i]);
        }
    }

    public override string ToText(object? value, bool quoted) =>
        $"({string.Join(',', items.Select((item, i) => item.ToText(((ITuple)value!)[i], quoted: true)))})";

    public override string ToString() => name;
}

/// <summary>Map(K, V): read as Dictionary&lt;K, V&gt;, written from any dictionary.</summary>
internal sealed class MapType(ClickHouseType key, ClickHouseType item) : ClickHouseType
{
    public override Type FrameworkType => typeof(Dictionary<,>).MakeGenericType(key.FrameworkType, item.FrameworkType);

    public override object Read(BinarySource source)
    {
        var map = (IDictionary)Activator.CreateInstance(FrameworkType)!;
        for (var left = source.ReadLength(); left > 0; left--)
        {
            var name = key.Read(source);
            map[name] = item.Read(source) is var value && value is DBNull ? null : value;
        }

        return map;
    }

    public override void Write(BinaryWriter target, object? value)
    {
        var map = (IDictionary)value!;
        target.Write7BitEncodedInt(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            key.Write(target, entry.Key);
            item.Write(target, entry.Value);
        }
    }

    public override string ToText(object? value, bool quoted)
    {
        var map = (IDictionary)value!;
        return $"{{{string.Join(',', map.Keys.Cast<object>().Select(name => $"{key.ToText(name, true)} : {item.ToText(map[name], true)}"))}}}";
    }

    public override string ToString() => $"Map({key}, {item})";
}

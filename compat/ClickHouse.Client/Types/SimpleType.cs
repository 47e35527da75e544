using System.Globalization;
using System.Numerics;
using ClickHouse.Client.Formats;

namespace ClickHouse.Client.Types;

/// <summary>A type without parameters, given by its three conversions.</summary>
internal sealed class SimpleType<T>(string name, Func<BinarySource, T> read, Action<BinaryWriter, object> write, Func<object, string>? spell = null, bool isText = false) : ClickHouseType
    where T : notnull
{
    public override Type FrameworkType => typeof(T);

    public override object Read(BinarySource source) => read(source);

    public override void Write(BinaryWriter target, object? value) =>
        write(target, value is null or DBNull ? throw new ArgumentNullException(nameof(value), $"Null for a column of type {name}.") : value);

    public override string ToText(object? value, bool quoted)
    {
        var text = spell is null ? Convert.ToString(value, CultureInfo.InvariantCulture)! : spell(value!);
        return !isText ? text : quoted ? $"'{Escaped(text)}'" : Escaped(text);
    }

    public override string ToString() => name;

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);
}

/// <summary>The types without parameters.</summary>
internal static class SimpleTypes
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static readonly Dictionary<string, ClickHouseType> ByName = new ClickHouseType[]
    {
        new SimpleType<byte>("UInt8", source => source.ReadByte(), (target, value) => target.Write(Convert.ToByte(value, Invariant))),
        new SimpleType<ushort>("UInt16", source => (ushort)source.ReadInt16(), (target, value) => target.Write(Convert.ToUInt16(value, Invariant))),
        new SimpleType<uint>("UInt32", source => (uint)source.ReadInt32(), (target, value) => target.Write(Convert.ToUInt32(value, Invariant))),
        new SimpleType<ulong>("UInt64", source => (ulong)source.ReadInt64(), (target, value) => target.Write(Convert.ToUInt64(value, Invariant))),
        new SimpleType<sbyte>("Int8", source => (sbyte)source.ReadByte(), (target, value) => target.Write(Convert.ToSByte(value, Invariant))),
        new SimpleType<short>("Int16", source => source.ReadInt16(), (target, value) => target.Write(Convert.ToInt16(value, Invariant))),
        new SimpleType<int>("Int32", source => source.ReadInt32(), (target, value) => target.Write(Convert.ToInt32(value, Invariant))),
        new SimpleType<long>("Int64", source => source.ReadInt64(), (target, value) => target.Write(Convert.ToInt64(value, Invariant))),
        new SimpleType<BigInteger>("Int128", source => source.ReadInt128(), (target, value) => WriteInt128(target, (Int128)ToBigInteger(value))),
        new SimpleType<BigInteger>("UInt128", source => (UInt128)source.ReadInt128(), (target, value) => WriteInt128(target, (Int128)(UInt128)ToBigInteger(value))),
        new SimpleType<float>("Float32", source => BitConverter.Int32BitsToSingle(source.ReadInt32()), (target, value) => target.Write(Convert.ToSingle(value, Invariant))),
        new SimpleType<double>("Float64", source => BitConverter.Int64BitsToDouble(source.ReadInt64()), (target, value) => target.Write(Convert.ToDouble(value, Invariant))),
        new SimpleType<bool>("Bool", source => source.ReadByte() != 0, (target, value) => target.Write((bool)value), value => (bool)value ? "true" : "false"),
        new SimpleType<string>("String", source => source.ReadString(), (target, value) => target.Write(Convert.ToString(value, Invariant)!), isText: true),
        new SimpleType<Guid>("UUID", ReadGuid, (target, value) => WriteGuid(target, value as Guid? ?? Guid.Parse((string)value)), isText: true),
        new SimpleType<DBNull>("Nothing", _ => DBNull.Value, (_, _) => { }, _ => ClickHouseType.NullText),
        new SimpleType<DateTime>("Date", source => Days((ushort)source.ReadInt16()), (target, value) => target.Write((ushort)Days(value)), SpellDate),
        new SimpleType<DateTime>("Date32", source => Days(source.ReadInt32()), (target, value) => target.Write(Days(value)), SpellDate),
    }.ToDictionary(type => type.ToString());

    public static void WriteInt128(BinaryWriter target, Int128 value)
    {
        target.Write((ulong)(UInt128)value);
        target.Write((ulong)((UInt128)value >> 64));
    }

    private static BigInteger ToBigInteger(object value) => value as BigInteger? ?? BigInteger.Parse(Convert.ToString(value, Invariant)!, Invariant);

    private static DateTime Days(int days) => DateTime.UnixEpoch.AddDays(days);

    private static int Days(object value) => ToDate(value).DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    private static string SpellDate(object value) => ToDate(value).ToString("yyyy-MM-dd", Invariant);

    private static DateOnly ToDate(object value) => value switch
    {
        DateOnly date => date,
        DateTimeOffset moment => DateOnly.FromDateTime(moment.Date),
        _ => DateOnly.FromDateTime(Convert.ToDateTime(value, Invariant)),
    };

    // ClickHouse keeps a UUID as two little-endian 64-bit halves, the high one first.
    private static Guid ReadGuid(BinarySource source)
    {
        Span<byte> bytes = stackalloc byte[16];
        source.ReadExactly(bytes);
        bytes[..8].Reverse();
        bytes[8..].Reverse();
        return new Guid(bytes, bigEndian: true);
    }

    private static void WriteGuid(BinaryWriter target, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[..8].Reverse();
        bytes[8..].Reverse();
        target.Write(bytes);
    }
}

using System.Globalization;
using System.Text;
using ClickHouse.Client.Formats;

namespace ClickHouse.Client.Types;

/// <summary>FixedString(N): N bytes, read as text with its padding.</summary>
internal sealed class FixedStringType(int length) : ClickHouseType
{
    private static readonly ClickHouseType Text = SimpleTypes.ByName["String"];

    public override Type FrameworkType => typeof(string);

    public override object Read(BinarySource source) => source.ReadString(length);

    public override void Write(BinaryWriter target, object? value)
    {
        var bytes = value as byte[] ?? Encoding.UTF8.GetBytes((string)value!);
        if (bytes.Length > length)
        {
            throw new ArgumentException($"{bytes.Length} bytes for a column of type {this}.", nameof(value));
        }

        target.Write(bytes);
        target.Write(new byte[length - bytes.Length]);
    }

    public override string ToText(object? value, bool quoted) => Text.ToText(value, quoted);

    public override string ToString() => $"FixedString({length})";
}

/// <summary>Enum8 and Enum16: read as the name; written from the name or the number.</summary>
internal sealed class EnumType(string name, bool isWide, IReadOnlyDictionary<string, int> numbers) : ClickHouseType
{
    private static readonly ClickHouseType Text = SimpleTypes.ByName["String"];
    private readonly Dictionary<int, string> _names = numbers.ToDictionary(pair => pair.Value, pair => pair.Key);

    public override Type FrameworkType => typeof(string);

    public override object Read(BinarySource source) => _names[isWide ? source.ReadInt16() : (sbyte)source.ReadByte()];

    public override void Write(BinaryWriter target, object? value)
    {
        var number = value is string text
            ? numbers.TryGetValue(text, out var known) ? known : throw new ArgumentException($"'{text}' is not a value of {name}.", nameof(value))
            : Convert.ToInt32(value, CultureInfo.InvariantCulture);
        if (isWide)
        {
            target.Write((short)number);
        }
        else
        {
            target.Write((sbyte)number);
        }
    }

    public override string ToText(object? value, bool quoted) => Text.ToText(value, quoted);

    public override string ToString() => name;
}

using System.Collections.Concurrent;
using System.Globalization;

namespace ClickHouse.Client.Types;

/// <summary>Reads type names as the server spells them.</summary>
internal static class TypeParser
{
    private static readonly ConcurrentDictionary<(string Name, TypeSettings Settings), ClickHouseType> Known = new();

    /// <exception cref="ArgumentException">A type this client does not know.</exception>
    public static ClickHouseType Parse(string name, TypeSettings settings) =>
        SimpleTypes.ByName.TryGetValue(name, out var simple) ? simple : Known.GetOrAdd((name, settings), static key => Create(key.Name.Trim(), key.Settings));

    private static ClickHouseType Create(string name, TypeSettings settings)
    {
        if (SimpleTypes.ByName.TryGetValue(name, out var simple))
        {
            return simple;
        }

        var open = name.IndexOf('(', StringComparison.Ordinal);
        var head = open < 0 ? name : name[..open];
        string[] parts = open < 0 ? [] : [.. Split(name[(open + 1)..^1])];
        return head switch
        {
            "Nullable" => new NullableType(Parse(parts[0], settings)),
            "LowCardinality" => new TransparentType(name, Parse(parts[0], settings)),
            "SimpleAggregateFunction" => new TransparentType(name, Parse(parts[1], settings)),
            "Array" => new ArrayType(Parse(parts[0], settings)),
            "Map" => new MapType(Parse(parts[0], settings), Parse(parts[1], settings)),
            "Tuple" => new TupleType(name, [.. parts.Select(part => Parse(WithoutName(part), settings))]),
            "FixedString" => new FixedStringType(Number(parts[0])),
            "Decimal" => new DecimalType(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0, settings),
            "Decimal32" => new DecimalType(9, Number(parts[0]), settings),
            "Decimal64" => new DecimalType(18, Number(parts[0]), settings),
            "Decimal128" => new DecimalType(38, Number(parts[0]), settings),
            "DateTime" or "DateTime32" => new MomentType(name, Zone(parts, 0, settings), null),
            "DateTime64" => new MomentType(name, Zone(parts, 1, settings), parts.Length > 0 ? Number(parts[0]) : 3),
            "Enum8" or "Enum16" => new EnumType(name, head == "Enum16", parts.Select(EnumValue).ToDictionary()),
            _ => throw new ArgumentException($"Unknown type: {name}"),
        };
    }

    private static TimeZoneInfo Zone(string[] parts, int index, TypeSettings settings) =>
        TimeZoneInfo.FindSystemTimeZoneById(parts.Length > index ? parts[index].Trim('\'') : settings.Timezone);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static KeyValuePair<string, int> EnumValue(string part)
    {
        var equals = part.LastIndexOf('=');
        var name = part[..equals].Trim()[1..^1].Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return KeyValuePair.Create(name, Number(part[(equals + 1)..]));
    }

    // A tuple's elements may have names: "a UInt8" or "`a b` Array(UInt8)".
    private static string WithoutName(string part)
    {
        var end = part.StartsWith('`') ? part.IndexOf('`', 1) + 1 : part.IndexOf(' ', StringComparison.Ordinal);
        var open = part.IndexOf('(', StringComparison.Ordinal);
        return end > 0 && (open < 0 || end < open) ? part[(end + 1)..] : part;
    }

    // At the commas that are neither in parentheses nor in quotes.
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '`')
            {
                quote = c;
            }
            else if (c is '(' or ')')
            {
                depth += c == '(' ? 1 : -1;
            }
            else if (c == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }
}

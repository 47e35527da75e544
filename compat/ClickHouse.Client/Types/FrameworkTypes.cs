using System.Numerics;

namespace ClickHouse.Client.Types;

/// <summary>The ClickHouse type of a .NET type, for parameters that name none.</summary>
internal static class FrameworkTypes
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(bool)] = "Bool",
        [typeof(byte)] = "UInt8",
        [typeof(ushort)] = "UInt16",
        [typeof(uint)] = "UInt32",
        [typeof(ulong)] = "UInt64",
        [typeof(sbyte)] = "Int8",
        [typeof(short)] = "Int16",
        [typeof(int)] = "Int32",
        [typeof(long)] = "Int64",
        [typeof(BigInteger)] = "Int128",
        [typeof(float)] = "Float32",
        [typeof(double)] = "Float64",
        [typeof(decimal)] = "Decimal128(28)",
        [typeof(string)] = "String",
        [typeof(Guid)] = "UUID",
        [typeof(DateOnly)] = "Date",
        [typeof(DateTime)] = "DateTime",
        [typeof(DateTimeOffset)] = "DateTime",
        [typeof(DBNull)] = "Nothing",
    };

    /// <exception cref="ArgumentOutOfRangeException">No ClickHouse type fits; lists other than arrays need the type named.</exception>
    public static ClickHouseType ToClickHouse(Type type, TypeSettings settings)
    {
        if (Names.TryGetValue(type, out var name))
        {
            return TypeParser.Parse(name, settings);
        }

        if (type.IsArray)
        {
            return new ArrayType(ToClickHouse(type.GetElementType()!, settings));
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return new NullableType(ToClickHouse(underlying, settings));
        }

        if (type.IsGenericType && type.FullName!.StartsWith("System.Tuple`", StringComparison.Ordinal))
        {
            return new TupleType("Tuple", [.. type.GetGenericArguments().Select(item => ToClickHouse(item, settings))]);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            return new MapType(ToClickHouse(type.GetGenericArguments()[0], settings), ToClickHouse(type.GetGenericArguments()[1], settings));
        }

        throw new ArgumentOutOfRangeException(nameof(type), $"Unknown type: {type}");
    }
}

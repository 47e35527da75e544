using ClickHouse.Client.Formats;

namespace ClickHouse.Client.Types;

/// <summary>How values of one ClickHouse type are read, written and spelled.</summary>
internal abstract class ClickHouseType
{
    /// <summary>How a null parameter is spelled.</summary>
    public const string NullText = "\\N";

    /// <summary>Type of the values read.</summary>
    public abstract Type FrameworkType { get; }

    /// <summary>Reads one value in RowBinary.</summary>
    public abstract object Read(BinarySource source);

    /// <summary>Writes one value in RowBinary.</summary>
    public abstract void Write(BinaryWriter target, object? value);

    /// <summary>Spells a parameter.</summary>
    /// <param name="value">The value.</param>
    /// <param name="quoted">Whether texts are quoted, as within arrays.</param>
    public abstract string ToText(object? value, bool quoted);

    /// <summary>The name, as the server spells it.</summary>
    public abstract override string ToString();

    /// <summary>Makes an array of values of this type.</summary>
    public Array NewArray(int length) => Array.CreateInstance(FrameworkType, length);
}

/// <summary>What the connection says about types.</summary>
/// <param name="Timezone">Zone of date-times whose column names none.</param>
/// <param name="UseCustomDecimals">Whether decimals are read as ClickHouseDecimal.</param>
internal sealed record TypeSettings(string Timezone, bool UseCustomDecimals);

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ClickHouse.Client.Types;

namespace ClickHouse.Client.ADO.Parameters;

/// <summary>A parameter of a query, sent as text of its ClickHouse type.</summary>
public class ClickHouseDbParameter : DbParameter
{
    /// <summary>Ignored; see <see cref="ClickHouseType"/>.</summary>
    public override DbType DbType { get; set; }

    /// <summary>Type to write the value as; by default the one that fits the .NET type. The type within the query's braces is the server's.</summary>
    public string? ClickHouseType { get; set; }

    /// <inheritdoc/>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            // ClickHouse has input parameters only.
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; }

    /// <summary>Name, without braces.</summary>
    [AllowNull]
    public override string ParameterName
    {
        get => field ?? "";
        set;
    }

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn
    {
        get => field ?? "";
        set;
    }

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override object? Value { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType()
    {
    }

    internal string ToText(TypeSettings settings)
    {
        if (Value is null or DBNull)
        {
            return Types.ClickHouseType.NullText;
        }

        var type = string.IsNullOrWhiteSpace(ClickHouseType) ? FrameworkTypes.ToClickHouse(Value.GetType(), settings) : TypeParser.Parse(ClickHouseType, settings);
        return type.ToText(Value, quoted: false);
    }
}

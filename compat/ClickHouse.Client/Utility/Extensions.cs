using System.Data.Common;
using ClickHouse.Client.ADO;
using ClickHouse.Client.ADO.Parameters;

namespace ClickHouse.Client.Utility;

/// <summary>Queries in one call.</summary>
public static class ConnectionExtensions
{
    /// <summary>Runs a statement.</summary>
    public static async Task<int> ExecuteStatementAsync(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row; null without rows.</summary>
    public static async Task<object?> ExecuteScalarAsync(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The rows.</summary>
    public static async Task<DbDataReader> ExecuteReaderAsync(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteReaderAsync();
    }
}

/// <summary>Parameters in one call.</summary>
public static class CommandExtensions
{
    /// <summary>Adds a parameter whose text follows the .NET type of the value.</summary>
    public static ClickHouseDbParameter AddParameter(this ClickHouseCommand command, string parameterName, object? parameterValue) =>
        Add(command, new ClickHouseDbParameter { ParameterName = parameterName, Value = parameterValue });

    /// <summary>Adds a parameter whose text follows a ClickHouse type.</summary>
    public static ClickHouseDbParameter AddParameter(this ClickHouseCommand command, string parameterName, string clickHouseType, object? parameterValue) =>
        Add(command, new ClickHouseDbParameter { ParameterName = parameterName, ClickHouseType = clickHouseType, Value = parameterValue });

    private static ClickHouseDbParameter Add(ClickHouseCommand command, ClickHouseDbParameter parameter)
    {
        command.Parameters.Add(parameter);
        return parameter;
    }
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClickHouse.Client.ADO.Parameters;
using ClickHouse.Client.ADO.Readers;

namespace ClickHouse.Client.ADO;

/// <summary>A query. Parameters are written <c>{name:Type}</c> and travel beside the text.</summary>
public class ClickHouseCommand : DbCommand
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ClickHouseParameterCollection _parameters = [];
    private ClickHouseConnection? _connection;

    /// <summary>Without a connection.</summary>
    public ClickHouseCommand()
    {
    }

    /// <summary>On a connection.</summary>
    public ClickHouseCommand(ClickHouseConnection connection) => _connection = connection;

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => field ?? "";
        set;
    }

    /// <summary>Ignored; the time limit is the connection's.</summary>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>Name of the query at the server; the server's choice if it is not set.</summary>
    public string? QueryId { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => _connection = (ClickHouseConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <inheritdoc/>
    public override void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public override void Prepare()
    {
        // ClickHouse has no prepared statements.
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => ExecuteNonQueryAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs a statement; the count is what the server reports, mostly 0.</summary>
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        using var response = await PostAsync(CommandText, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return int.TryParse(answer, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar() => ExecuteScalarAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The first column of the first row; null without rows.</summary>
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        using var reader = await ExecuteDbDataReaderAsync(CommandBehavior.Default, cancellationToken);
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <summary>A parameter, not yet added.</summary>
    public new ClickHouseDbParameter CreateParameter() => new();

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => CreateParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        ExecuteDbDataReaderAsync(behavior, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var limit = behavior switch
        {
            CommandBehavior.SingleRow => " LIMIT 1",
            CommandBehavior.SchemaOnly => " LIMIT 0",
            _ => "",
        };
        var response = await PostAsync(CommandText + limit, cancellationToken);
        return await ClickHouseDataReader.CreateAsync(response, _connection!.TypeSettings, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> PostAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = _connection ?? throw new InvalidOperationException("Connection is not set");
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_cancellation.Token, cancellationToken);
        await connection.OpenAsync(linked.Token);
        var settings = connection.TypeSettings;
        var parameters = _parameters.Select(parameter => KeyValuePair.Create(parameter.ParameterName, parameter.ToText(settings)));
        var response = await connection.Channel.PostQueryAsync(sql, parameters, QueryId, linked.Token);
        QueryId = response.Headers.TryGetValues("X-ClickHouse-Query-Id", out var ids) ? ids.First() : QueryId;
        return response;
    }
}

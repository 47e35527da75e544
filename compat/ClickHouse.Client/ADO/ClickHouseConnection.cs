using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ClickHouse.Client.Types;

namespace ClickHouse.Client.ADO;

/// <summary>
/// A connection over ClickHouse's HTTP interface. It holds no socket of its own, so one instance may run any number of queries at once,
/// unless <c>UseSession</c> is set.
/// </summary>
public class ClickHouseConnection : DbConnection, ICloneable
{
    private const string SettingPrefix = "set_";

    private readonly HttpClient? _client;
    private ClickHouseConnectionStringBuilder _settings = [];
    private ConnectionState _state;
    private string _serverVersion = "";
    private string _serverTimezone = "UTC";
    private string? _database;
    private string? _session;

    /// <summary>With the default settings.</summary>
    public ClickHouseConnection() : this("")
    {
    }

    /// <summary>With a connection string; see <see cref="ClickHouseConnectionStringBuilder"/>. Sockets are pooled for the process.</summary>
    public ClickHouseConnection(string connectionString) => ConnectionString = connectionString;

    /// <summary>With a client of your own, whose handler must decompress gzip unless compression is off.</summary>
    public ClickHouseConnection(string connectionString, HttpClient httpClient) : this(connectionString)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        _client = httpClient;
    }

    /// <inheritdoc/>
    [AllowNull]
    public sealed override string ConnectionString
    {
        get => _settings.ConnectionString;
        set
        {
            _settings = new ClickHouseConnectionStringBuilder(value ?? "");
            _session = _settings.UseSession ? _settings.SessionId ?? Guid.NewGuid().ToString() : null;
            foreach (string key in _settings.Keys!)
            {
                if (key.StartsWith(SettingPrefix, StringComparison.OrdinalIgnoreCase))
                {
                    CustomSettings[key[SettingPrefix.Length..]] = _settings[key];
                }
            }
        }
    }

    /// <summary>Server settings sent with each query.</summary>
    public IDictionary<string, object> CustomSettings { get; } = new ConcurrentDictionary<string, object>();

    /// <inheritdoc/>
    public override ConnectionState State => _state;

    /// <inheritdoc/>
    public override string Database => _database ?? _settings.Database;

    /// <inheritdoc/>
    public override string DataSource => $"{_settings.Host}:{_settings.Port}";

    /// <inheritdoc/>
    public override string ServerVersion => _serverVersion;

    internal HttpChannel Channel => new(_client, _settings, Database, _session, CustomSettings);

    internal TypeSettings TypeSettings => new(_settings.UseServerTimezone ? _serverTimezone : "UTC", _settings.UseCustomDecimals);

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => _database = databaseName;

    /// <summary>A new connection with the same settings.</summary>
    public object Clone() => _client is null ? new ClickHouseConnection(ConnectionString) : new ClickHouseConnection(ConnectionString, _client);

    /// <inheritdoc/>
    public override void Close() => _state = ConnectionState.Closed;

    /// <inheritdoc/>
    public override void Open() => OpenAsync().GetAwaiter().GetResult();

    /// <summary>Asks the server for its version and time zone. Commands do it themselves when the connection is not open.</summary>
    /// <exception cref="ClickHouseServerException">The server refuses.</exception>
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_state == ConnectionState.Open)
        {
            return;
        }

        try
        {
            using var response = await Channel.PostQueryAsync("SELECT version(), timezone() FORMAT TSV", [], null, cancellationToken);
            var answer = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim().Split('\t');
            (_serverVersion, _serverTimezone) = answer is [var version, var zone]
                ? (version, zone)
                : throw new InvalidOperationException("The server did not tell its version and time zone; is it a ClickHouse server?");
            _state = ConnectionState.Open;
        }
        catch
        {
            _state = ConnectionState.Broken;
            throw;
        }
    }

    /// <summary>A command on this connection.</summary>
    public new ClickHouseCommand CreateCommand() => new(this);

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("ClickHouse has no transactions.");

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();
}

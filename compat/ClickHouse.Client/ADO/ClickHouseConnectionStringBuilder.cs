using System.Data.Common;
using System.Globalization;

namespace ClickHouse.Client.ADO;

/// <summary>Example: <c>Host=localhost;Port=8123;Username=default;Database=default;UseCustomDecimals=false</c>. Keys starting with <c>set_</c> are server settings.</summary>
public class ClickHouseConnectionStringBuilder : DbConnectionStringBuilder
{
    /// <summary>All defaults.</summary>
    public ClickHouseConnectionStringBuilder()
    {
    }

    /// <summary>From a connection string.</summary>
    public ClickHouseConnectionStringBuilder(string connectionString) => ConnectionString = connectionString;

    /// <summary>Database; <c>default</c>.</summary>
    public string Database
    {
        get => Text(nameof(Database), "default");
        set => this[nameof(Database)] = value;
    }

    /// <summary>User; <c>default</c>.</summary>
    public string Username
    {
        get => Text(nameof(Username), "default");
        set => this[nameof(Username)] = value;
    }

    /// <summary>Password; empty.</summary>
    public string Password
    {
        get => Text(nameof(Password), "");
        set => this[nameof(Password)] = value;
    }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Protocol
    {
        get => Text(nameof(Protocol), "http");
        set => this[nameof(Protocol)] = value;
    }

    /// <summary>Host; <c>localhost</c>.</summary>
    public string Host
    {
        get => Text(nameof(Host), "localhost");
        set => this[nameof(Host)] = value;
    }

    /// <summary>HTTP port; 8123, or 8443 for https.</summary>
    public ushort Port
    {
        get => ushort.TryParse(Text(nameof(Port), ""), CultureInfo.InvariantCulture, out var port) ? port : Protocol == "https" ? (ushort)8443 : (ushort)8123;
        set => this[nameof(Port)] = value;
    }

    /// <summary>Whether bodies are gzipped both ways; true.</summary>
    public bool Compression
    {
        get => Flag(nameof(Compression), true);
        set => this[nameof(Compression)] = value;
    }

    /// <summary>Whether queries share a server session; false.</summary>
    public bool UseSession
    {
        get => Flag(nameof(UseSession), false);
        set => this[nameof(UseSession)] = value;
    }

    /// <summary>Name of the session; random.</summary>
    public string? SessionId
    {
        get => TryGetValue(nameof(SessionId), out var value) ? (string)value : null;
        set => this[nameof(SessionId)] = value;
    }

    /// <summary>Whether date-times of columns without a time zone are in the server's (true) or in UTC; true.</summary>
    public bool UseServerTimezone
    {
        get => Flag(nameof(UseServerTimezone), true);
        set => this[nameof(UseServerTimezone)] = value;
    }

    /// <summary>Whether decimals are read as ClickHouseDecimal, which this stand-in lacks, or as decimal; true, so set it to false.</summary>
    public bool UseCustomDecimals
    {
        get => Flag(nameof(UseCustomDecimals), true);
        set => this[nameof(UseCustomDecimals)] = value;
    }

    /// <summary>Time limit of a request; two minutes. In the string it is in seconds.</summary>
    public TimeSpan Timeout
    {
        get => double.TryParse(Text(nameof(Timeout), ""), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(2);
        set => this[nameof(Timeout)] = value.TotalSeconds;
    }

    private string Text(string name, string otherwise) =>
        TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture)! : otherwise;

    private bool Flag(string name, bool otherwise) =>
        TryGetValue(name, out var value) ? "true".Equals(value as string, StringComparison.OrdinalIgnoreCase) : otherwise;
}

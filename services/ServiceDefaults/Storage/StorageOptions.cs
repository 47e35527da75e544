using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Where a service stores its data (section <c>Storage</c>); checked when the service starts.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";
    public const string Sqlite = "Sqlite";
    public const string Postgres = "Postgres";

    /// <summary><c>Sqlite</c> or <c>Postgres</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>Folder of the SQLite files.</summary>
    public string Directory { get; set; } = ".data";

    /// <summary>PostgreSQL server for all services; each gets a database of its own.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>Tells everything that is wrong with the storage settings at once.</summary>
public sealed class StorageOptionsCheck(IConfiguration configuration, string name) : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, StorageOptions options)
    {
        var wrong = new List<string>();
        var postgres = string.Equals(options.Provider, StorageOptions.Postgres, StringComparison.OrdinalIgnoreCase);
        if (!postgres && !string.Equals(options.Provider, StorageOptions.Sqlite, StringComparison.OrdinalIgnoreCase))
            wrong.Add($"Storage:Provider is '{options.Provider}'; it must be Sqlite or Postgres.");
        if (postgres)
        {
            var connection = configuration.GetConnectionString(name) ?? options.ConnectionString;
            if (string.IsNullOrWhiteSpace(connection))
                wrong.Add($"Storage:Provider is Postgres, but there is neither ConnectionStrings:{name} nor Storage:ConnectionString.");
            else if (Problem(connection) is { } problem)
                wrong.Add($"The PostgreSQL connection string cannot be read: {problem}");
        }
        else if (string.IsNullOrWhiteSpace(options.Directory))
        {
            wrong.Add("Storage:Directory is empty.");
        }
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    private static string? Problem(string connection)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connection).Host) ? "it names no host." : null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// Holds a SQLite database open while the service runs. When the last connection closes (the pool drops idle ones after some minutes), SQLite
/// removes the files beside the database, and on a full disk not even a reader could make them again.
/// </summary>
internal sealed class HeldDatabase(string connectionString) : IHostedService, IDisposable
{
    private readonly SqliteConnection _connection = new(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _connection.OpenAsync(cancellationToken);
        using var command = _connection.CreateCommand();
        // The files come with the first read.
        command.CommandText = "select count(*) from sqlite_master";
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _connection.Dispose();
}

using System.Collections.Concurrent;
using System.Text;

namespace Platform.EmbeddedEngine;

/// <summary>
/// The engine with one data directory: a few connections, each for one query at a time. Queries beyond that wait.
/// The directory is locked for this process; the lock goes with the process, however it ends.
/// </summary>
internal sealed class ChdbEngine : IDisposable
{
    private readonly string _dataDirectory;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<ChdbConnection> _idle = [];
    private readonly ChdbConnection _first;
    private readonly int _size;

    /// <exception cref="EngineException">The directory is in use, or the process already has another one open.</exception>
    public ChdbEngine(string dataDirectory, int connections)
    {
        _dataDirectory = Path.GetFullPath(dataDirectory);
        _size = connections;
        _free = new SemaphoreSlim(connections);
        Directory.CreateDirectory(_dataDirectory);
        _lock = Lock(_dataDirectory);
        try
        {
            _first = new ChdbConnection(_dataDirectory);
            _idle.Add(_first);
            using var version = _first.Query("SELECT version()");
            using var reader = new StreamReader(version.OpenRead(), Encoding.UTF8);
            Version = reader.ReadToEnd().Trim();
        }
        catch
        {
            _first?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Version of the engine, such as 26.7.2.1.</summary>
    public string Version { get; }

    /// <summary>Runs work on a connection of its own, off the calling thread.</summary>
    public async Task<T> RunAsync<T>(Func<ChdbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                async () =>
                {
                    var connection = _idle.TryTake(out var idle) ? idle : new ChdbConnection(_dataDirectory);
                    try
                    {
                        return await work(connection);
                    }
                    finally
                    {
                        Return(connection);
                    }
                },
                CancellationToken.None);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the running queries, then closes the directory.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _size; i++)
        {
            _free.Wait();
        }

        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _free.Dispose();
        _lock.Dispose();
    }

    private void Return(ChdbConnection connection)
    {
        if (connection.IsDirty)
        {
            // The new one first: without any connection the engine would close the directory.
            var clean = new ChdbConnection(_dataDirectory);
            connection.Dispose();
            connection = clean;
        }

        _idle.Add(connection);
    }

    private static FileStream Lock(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, "in-use.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new EngineException($"The ClickHouse data in {directory} is in use by another process or another engine of this one.", failure);
        }
    }
}

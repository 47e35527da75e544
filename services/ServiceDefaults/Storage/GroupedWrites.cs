using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// The hot writes of one SQLite database: one connection with prepared statements, and one transaction for all that wait
/// together (group commit), while each gets its own outcome. Answers when the write is committed.
/// </summary>
/// <typeparam name="TDb">The database it belongs to. <see cref="IsAvailable"/> is false on PostgreSQL, which commits side by side.</typeparam>
public sealed class GroupedWrites<TDb> : IDisposable where TDb : PlatformDb
{
    private const int MostPerCommit = 128;

    private readonly string? _connectionString;
    private readonly Action<Exception>? _failed;
    private readonly Channel<Write> _queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly Lazy<Task> _loop;

    /// <param name="connectionString">Of the SQLite file; null on PostgreSQL.</param>
    /// <param name="failed">Told of every write that fails.</param>
    public GroupedWrites(string? connectionString, Action<Exception>? failed = null)
    {
        _connectionString = connectionString;
        _failed = failed;
        _loop = new(() => Task.Run(RunAsync));
    }

    public bool IsAvailable => _connectionString is not null;

    /// <param name="work">Reads and writes through the statements it is given. May run twice: when another of the same group failed, nothing of the first time stands.</param>
    /// <param name="stop">Heard until the work begins; from then on it is done.</param>
    public async Task<T> RunAsync<T>(Func<PreparedStatements, Task<T>> work, CancellationToken stop)
    {
        _ = _loop.Value;
        var write = new Write<T>(work, stop);
        await _queue.Writer.WriteAsync(write, stop);
        return await write.Done.Task;
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        if (_loop.IsValueCreated)
            _loop.Value.GetAwaiter().GetResult();
    }

    private async Task RunAsync()
    {
        await using var connection = new SqliteConnection(_connectionString);
        using var statements = new PreparedStatements(connection);
        var gate = Database.GateOf(_connectionString!);
        var batch = new List<Write>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            // The other writers of this process (outbox, rare use cases) take turns with the group.
            await gate.WaitAsync();
            try
            {
                while (batch.Count < MostPerCommit && _queue.Reader.TryRead(out var write))
                {
                    if (write.Begin())
                        batch.Add(write);
                }
                await CommitAsync(connection, statements, batch);
            }
            finally
            {
                gate.Release();
                batch.Clear();
            }
        }
    }

    private async Task CommitAsync(SqliteConnection connection, PreparedStatements statements, List<Write> batch)
    {
        try
        {
            await TogetherAsync(connection, statements, batch);
        }
        catch (Exception error) when (batch.Count == 1)
        {
            _failed?.Invoke(error);
            batch[0].Fail(error);
        }
        catch (Exception)
        {
            // One of them failed: each on its own, so that only that one does.
            foreach (var write in batch)
                await CommitAsync(connection, statements, [write]);
        }
    }

    private static async Task TogetherAsync(SqliteConnection connection, PreparedStatements statements, List<Write> batch)
    {
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await connection.OpenAsync();
            // A receipt is given for what is written here; the group shares the wait for the disk.
            Database.SetPragmas(connection, durable: true);
        }
        statements.Execute("begin immediate");
        try
        {
            foreach (var write in batch)
                await write.WorkAsync(statements);
            statements.Execute("commit");
        }
        catch
        {
            // On a full disk SQLite has rolled back by itself; a rollback of nothing would hide why.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                statements.Execute("rollback");
            throw;
        }
        batch.ForEach(w => w.Succeed());
    }

    private abstract class Write
    {
        /// <summary>False when the caller has gone meanwhile.</summary>
        public abstract bool Begin();

        public abstract Task WorkAsync(PreparedStatements statements);

        public abstract void Succeed();

        public abstract void Fail(Exception error);
    }

    private sealed class Write<T>(Func<PreparedStatements, Task<T>> work, CancellationToken stop) : Write
    {
        private readonly Activity? _caller = Activity.Current;
        private T _result = default!;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool Begin() => !stop.IsCancellationRequested || !Done.TrySetCanceled(stop);

        public override async Task WorkAsync(PreparedStatements statements)
        {
            // The loop has no trace of its own: what is written (the outbox above all) belongs to the caller's.
            Activity.Current = _caller;
            _result = await work(statements);
        }

        public override void Succeed() => Done.TrySetResult(_result);

        public override void Fail(Exception error) => Done.TrySetException(error);
    }
}

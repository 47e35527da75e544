using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Platform.Sidecar.Store;

/// <summary>
/// All writes, one after the other on one connection. Whatever waits is written in one transaction (group commit), so
/// that one fsync serves many publishers.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MaxBatch = 2000;
    private readonly SqliteConnection connection;
    private readonly Channel<Write> queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly Task loop;

    public WriteQueue(string file)
    {
        connection = Database.OpenWriter(file);
        loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Done once the write is committed.</summary>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> work)
    {
        T result = default!;
        var write = new Write(db => result = work(db));
        await queue.Writer.WriteAsync(write);
        await write.Done.Task;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<Write>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && queue.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            try
            {
                Commit(batch);
                batch.ForEach(w => w.Done.TrySetResult());
            }
            catch (Exception e)
            {
                // One bad write must not fail its neighbours: each on its own.
                Separately(batch, e);
            }

            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var write in batch)
        {
            write.Work(connection);
        }

        transaction.Commit();
    }

    private void Separately(List<Write> batch, Exception first)
    {
        foreach (var write in batch)
        {
            try
            {
                if (batch.Count == 1)
                {
                    throw first;
                }

                Commit([write]);
                write.Done.TrySetResult();
            }
            catch (Exception e)
            {
                write.Done.TrySetException(e);
            }
        }
    }

    private sealed record Write(Action<SqliteConnection> Work)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Rollups.Storage;

/// <summary>
/// Writes of many grains in one transaction: each caller waits for its own row to be durable, and those that wait together
/// share a commit. The queue is bounded; a full queue makes callers wait.
/// </summary>
public sealed class GroupCommit(IServiceScopeFactory scopes, GroupedWrites<RollupsDb> grouped) : BackgroundService
{
    private const int MostPerCommit = 256;

    private readonly Channel<Write> _queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(4096) { SingleReader = true });

    private sealed record Write(string Name, string Key, long Expected, string Content)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <returns>False when the row's version is not <paramref name="expected"/> (0: there must be no row).</returns>
    public async Task<bool> WriteAsync(string name, string key, long expected, string content)
    {
        var write = new Write(name, key, expected, content);
        await _queue.Writer.WriteAsync(write);
        return await write.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Runs until the queue is completed, not until the host asks to stop: grains write while they deactivate.
        var batch = new List<Write>(MostPerCommit);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MostPerCommit && _queue.Reader.TryRead(out var write))
                batch.Add(write);
            await CommitAsync(batch);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    private async Task CommitAsync(List<Write> batch)
    {
        try
        {
            var written = grouped.IsAvailable
                ? await grouped.RunAsync(sql => Task.FromResult(batch.Select(w => Upsert(sql, w) == 1).ToArray()), CancellationToken.None)
                : await ThroughTheModelAsync(batch);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.SetResult(written[i]);
        }
        catch (Exception error)
        {
            foreach (var write in batch)
                write.Done.TrySetException(error);
        }
    }

    private async Task<bool[]> ThroughTheModelAsync(List<Write> batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RollupsDb>();
        return await db.WriteAsync(
            async () =>
            {
                var written = new bool[batch.Count];
                for (var i = 0; i < batch.Count; i++)
                    written[i] = await UpsertAsync(db, batch[i]) == 1;
                return written;
            },
            CancellationToken.None);
    }

    private static int Upsert(PreparedStatements sql, Write write) => write.Expected == 0
        ? sql.Execute(
            "insert into grain_states (Name, Key, Version, Content) values ($1, $2, 1, $3) on conflict (Name, Key) do nothing",
            write.Name, write.Key, write.Content)
        : sql.Execute(
            "update grain_states set Version = $4 + 1, Content = $3 where Name = $1 and Key = $2 and Version = $4",
            write.Name, write.Key, write.Content, write.Expected);

    private static Task<int> UpsertAsync(RollupsDb db, Write write) => write.Expected == 0
        ? db.Database.ExecuteSqlAsync($"""
            insert into grain_states ("Name", "Key", "Version", "Content") values ({write.Name}, {write.Key}, 1, {write.Content})
            on conflict ("Name", "Key") do nothing
            """)
        : db.Database.ExecuteSqlAsync($"""
            update grain_states set "Version" = {write.Expected + 1}, "Content" = {write.Content}
            where "Name" = {write.Name} and "Key" = {write.Key} and "Version" = {write.Expected}
            """);
}

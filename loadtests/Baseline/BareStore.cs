using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Platform.LoadTests.Scenarios;

/// <summary>
/// What a submission is held against: Kestrel, one endpoint, the document as it comes into one SQLite table, as durable as a submission is: write-ahead
/// log, synchronous=FULL, one commit for all that wait together. No checks, no token, no event.
/// </summary>
public static class BareStore
{
    private const int MostPerCommit = 128;

    private sealed record Write(string Period, string Unit, string Content)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public static async Task RunAsync(string dataDirectory)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(4096) { SingleReader = true });
        app.MapPut("/{p}/{u}", async (string p, string u, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var write = new Write(p, u, await reader.ReadToEndAsync());
            await queue.Writer.WriteAsync(write);
            await write.Done.Task;
            return Results.NoContent();
        });
        await app.StartAsync();
        var writing = Task.Run(() => StoreAsync(Path.Combine(dataDirectory, "bare.db"), queue.Reader));
        Console.WriteLine($"ready {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
        queue.Writer.Complete();
        await writing;
    }

    private static async Task StoreAsync(string file, ChannelReader<Write> queue)
    {
        await using var database = new SqliteConnection($"Data Source={file}");
        await database.OpenAsync();
        Execute(database, "pragma journal_mode = wal; pragma synchronous = full");
        Execute(database, "create table documents (period text not null, unit text not null, content text not null, primary key (period, unit))");
        using var upsert = database.CreateCommand();
        upsert.CommandText = "insert into documents values ($period, $unit, $content) on conflict (period, unit) do update set content = $content";
        var (period, unit, content) = (upsert.Parameters.Add("$period", SqliteType.Text), upsert.Parameters.Add("$unit", SqliteType.Text), upsert.Parameters.Add("$content", SqliteType.Text));
        var batch = new List<Write>();
        while (await queue.WaitToReadAsync())
        {
            while (batch.Count < MostPerCommit && queue.TryRead(out var write))
                batch.Add(write);
            await using (var transaction = (SqliteTransaction)await database.BeginTransactionAsync())
            {
                upsert.Transaction = transaction;
                foreach (var write in batch)
                {
                    (period.Value, unit.Value, content.Value) = (write.Period, write.Unit, write.Content);
                    upsert.ExecuteNonQuery();
                }
                await transaction.CommitAsync();
            }
            batch.ForEach(w => w.Done.SetResult());
            batch.Clear();
        }
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

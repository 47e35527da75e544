using Microsoft.Data.Sqlite;

namespace Platform.LoadTests.Scenarios;

/// <summary>
/// What a submission is held against: Kestrel, one endpoint, the document as it comes into one SQLite table; write-ahead log,
/// synchronous=NORMAL, one transaction a request. No checks, no token, no event.
/// </summary>
public static class BareStore
{
    public static async Task RunAsync(string dataDirectory)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        await using var database = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "bare.db")}");
        await database.OpenAsync();
        Execute(database, "pragma journal_mode = wal; pragma synchronous = normal");
        Execute(database, "create table documents (period text not null, unit text not null, content text not null, primary key (period, unit))");
        using var upsert = database.CreateCommand();
        upsert.CommandText = "insert into documents values ($period, $unit, $content) on conflict (period, unit) do update set content = $content";
        var (period, unit, content) = (upsert.Parameters.Add("$period", SqliteType.Text), upsert.Parameters.Add("$unit", SqliteType.Text), upsert.Parameters.Add("$content", SqliteType.Text));
        // SQLite has one writer: a queue here is quicker than its own waiting.
        using var writer = new SemaphoreSlim(1, 1);

        app.MapPut("/{p}/{u}", async (string p, string u, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var document = await reader.ReadToEndAsync();
            await writer.WaitAsync();
            try
            {
                await using var transaction = await database.BeginTransactionAsync();
                upsert.Transaction = (SqliteTransaction)transaction;
                (period.Value, unit.Value, content.Value) = (p, u, document);
                upsert.ExecuteNonQuery();
                await transaction.CommitAsync();
            }
            finally
            {
                writer.Release();
            }
            return Results.NoContent();
        });
        await app.StartAsync();
        Console.WriteLine($"ready {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

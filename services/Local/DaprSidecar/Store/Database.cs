using Microsoft.Data.Sqlite;

namespace Platform.Sidecar.Store;

/// <summary>Opens the file. One connection writes, others read beside it (write-ahead log).</summary>
internal static class Database
{
    private const string Schema = """
        create table if not exists messages (
            seq integer primary key autoincrement,
            pubsub text not null,
            topic text not null,
            -- Set on a replayed dead letter: only this subscription gets it.
            target integer null,
            traceparent text null,
            envelope blob not null);
        create index if not exists messages_by_topic on messages (topic, pubsub, seq);
        create index if not exists messages_by_target on messages (target) where target is not null;
        create table if not exists subscriptions (
            id integer primary key autoincrement,
            app text not null,
            pubsub text not null,
            topic text not null,
            route text not null,
            dead_letter_topic text null,
            cursor integer not null,
            unique (app, pubsub, topic));
        -- Messages done ahead of the cursor.
        create table if not exists acks (
            subscription integer not null,
            seq integer not null,
            primary key (subscription, seq)) without rowid;
        create table if not exists dead_letters (
            id integer primary key autoincrement,
            subscription integer not null,
            app text not null,
            pubsub text not null,
            topic text not null,
            traceparent text null,
            envelope blob not null,
            reason text not null,
            attempts integer not null,
            failed_at integer not null);
        """;

    public static SqliteConnection OpenWriter(string file)
    {
        var connection = Open(file);

        // FULL: a commit is on the disk before the publisher hears of it; batching pays for the fsync.
        Execute(connection, "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 2000;");
        Execute(connection, Schema);
        return connection;
    }

    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public static int Execute(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}

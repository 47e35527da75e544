using System.Text;

namespace Platform.EmbeddedEngine;

/// <summary>One connection to the engine. It serves one query at a time and blocks the thread for as long as that takes.</summary>
internal sealed unsafe class ChdbConnection : IDisposable
{
    // Inserts are done when the answer is sent, and times mean the same on every machine.
    private const string Settings = "SET async_insert = 0, session_timezone = 'UTC'";

    private nint* _connection;
    private string _database = "default";

    /// <exception cref="InvalidOperationException">The process already has another data directory open.</exception>
    public ChdbConnection(string dataDirectory)
    {
        string[] arguments = ["clickhouse", $"--path={dataDirectory}"];
        _connection = ChdbApi.Connect(arguments.Length, arguments);
        if (_connection is null)
        {
            throw new EngineException($"The engine could not open {dataDirectory}; a process has one data directory at a time.");
        }

        Query(Settings).Dispose();
    }

    /// <summary>Whether the last statement left something in the connection that the next one must not see.</summary>
    public bool IsDirty { get; set; }

    /// <exception cref="ChdbException">No such database.</exception>
    public void Use(string database)
    {
        if (database != _database)
        {
            Query($"USE `{database.Replace("`", "\\`", StringComparison.Ordinal)}`").Dispose();
            _database = database;
        }
    }

    /// <exception cref="ChdbException">The engine refuses.</exception>
    public ChdbResult Query(string text) => Query(Encoding.UTF8.GetBytes(text), "TabSeparated", []);

    /// <summary>Runs a query, or an INSERT with its values in the text.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="format">Format of the answer where the query names none.</param>
    /// <param name="parameters">Values of {name:Type}, as escaped text.</param>
    /// <exception cref="ChdbException">The engine refuses.</exception>
    public ChdbResult Query(ReadOnlySpan<byte> text, string format, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        using var names = new Utf8Array(parameters.Select(parameter => parameter.Key));
        using var values = new Utf8Array(parameters.Select(parameter => parameter.Value));
        var formatBytes = Encoding.UTF8.GetBytes(format);
        fixed (byte* query = text, formatStart = formatBytes)
        {
            return new ChdbResult(ChdbApi.Query(
                *_connection, query, (nuint)text.Length, formatStart, (nuint)formatBytes.Length,
                names.Pointers, names.Lengths, values.Pointers, values.Lengths, (nuint)parameters.Count));
        }
    }

    /// <summary>Begins an INSERT whose rows follow in pieces.</summary>
    /// <param name="statement">INSERT INTO …, without FORMAT.</param>
    /// <param name="format">Format of the rows.</param>
    /// <exception cref="ChdbException">No such table, column or format.</exception>
    public ChdbInsert BeginInsert(string statement, string format)
    {
        var text = Encoding.UTF8.GetBytes(statement);
        var formatBytes = Encoding.UTF8.GetBytes(format);
        fixed (byte* query = text, formatStart = formatBytes)
        {
            return new ChdbInsert(ChdbApi.BeginInsert(*_connection, query, (nuint)text.Length, formatStart, (nuint)formatBytes.Length));
        }
    }

    public void Dispose()
    {
        if (_connection is not null)
        {
            ChdbApi.Close(_connection);
            _connection = null;
        }
    }
}

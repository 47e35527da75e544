namespace Platform.EmbeddedEngine;

/// <summary>How the embedded ClickHouse runs.</summary>
public sealed class EmbeddedClickHouseOptions
{
    /// <summary>Directory of the data; created if missing, owned by one process at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Password of the only user, <c>default</c>; none by default.</summary>
    public string? Password { get; init; }

    /// <summary>Queries that run at once; others wait.</summary>
    public int MaxConcurrentQueries { get; init; } = 4;

    /// <summary>Longest request body, decompressed, in bytes; 4 GiB.</summary>
    public long MaxRequestBytes { get; init; } = 4L << 30;

    /// <summary>Path of libchdb.so; found by itself if null (see <see cref="ChdbLibrary.Find"/>).</summary>
    public string? LibraryPath { get; init; }

    /// <summary>Logging of the HTTP side; none by default.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}

using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace Platform.EmbeddedEngine;

/// <summary>What a request asks for, by ClickHouse's HTTP interface: query string first, then headers.</summary>
internal sealed partial record QueryRequest(
    string Head,
    string Database,
    string Format,
    string QueryId,
    bool AcceptsGzip,
    IReadOnlyList<KeyValuePair<string, string>> Parameters,
    IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    // Arguments of the interface rather than settings of the query; and the settings that must stay as the engine has them.
    private static readonly HashSet<string> NotSettings = new(StringComparer.Ordinal)
    {
        "query", "database", "default_format", "enable_http_compression", "http_zlib_compression_level", "session_id", "session_timeout",
        "session_check", "query_id", "user", "password", "quota_key", "wait_end_of_query", "buffer_size", "send_progress_in_http_headers",
        "http_headers_progress_interval_ms", "async_insert", "wait_for_async_insert", "session_timezone", "compress", "decompress",
    };

    /// <exception cref="ChdbException">The request uses a part of the interface that is not offered here.</exception>
    public static QueryRequest Parse(HttpRequest request)
    {
        var query = request.Query;
        if (IsOn(query["compress"]) || IsOn(query["decompress"]))
        {
            throw new ChdbException(48, "NOT_IMPLEMENTED", "ClickHouse's own compression is not offered; use Content-Encoding and enable_http_compression.");
        }

        var settings = query.Where(pair => !NotSettings.Contains(pair.Key) && !pair.Key.StartsWith("param_", StringComparison.Ordinal)).ToArray();
        if (Array.Find(settings, setting => !SettingName().IsMatch(setting.Key)).Key is { } odd)
        {
            throw new ChdbException(115, "UNKNOWN_SETTING", $"Unknown setting '{odd}'.");
        }

        return new QueryRequest(
            First(query["query"], ""),
            First(query["database"], request.Headers["X-ClickHouse-Database"], "default"),
            First(query["default_format"], request.Headers["X-ClickHouse-Format"], "TabSeparated"),
            First(query["query_id"], Guid.NewGuid().ToString()),
            IsOn(query["enable_http_compression"]) && request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase),
            [.. query.Where(pair => pair.Key.StartsWith("param_", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key["param_".Length..], pair.Value.ToString()))],
            [.. settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))]);
    }

    /// <summary>The body, decompressed and bounded.</summary>
    /// <exception cref="ChdbException">An encoding that is not offered.</exception>
    public static Stream OpenBody(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
        "zstd" => new DecompressionStream(request.Body),
        "lz4" => LZ4Stream.Decode(request.Body),
        var other => throw new ChdbException(48, "NOT_IMPLEMENTED", $"Content-Encoding '{other}' is not offered."),
    };

    /// <summary>The statement that applies the settings; null without any.</summary>
    public string? SettingsStatement() => Settings.Count == 0 ? null : "SET " + string.Join(", ", Settings.Select(setting => $"{setting.Key} = {Literal(setting.Value)}"));

    /// <summary>The statement that takes the settings back; null without any.</summary>
    public string? ResetStatement() => Settings.Count == 0 ? null : "SET " + string.Join(", ", Settings.Select(setting => $"{setting.Key} = DEFAULT"));

    private static string Literal(string value) => long.TryParse(value, CultureInfo.InvariantCulture, out _)
        ? value
        : $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string First(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (!string.IsNullOrEmpty(candidate))
            {
                return candidate;
            }
        }

        return "";
    }

    private static bool IsOn(string? flag) => flag is "1" or "true";

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex SettingName();
}

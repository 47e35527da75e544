using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ClickHouse.Client.ADO;

/// <summary>The requests of a connection, as ClickHouse's HTTP interface takes them.</summary>
internal sealed class HttpChannel(HttpClient? client, ClickHouseConnectionStringBuilder settings, string database, string? session, IDictionary<string, object> customSettings)
{
    // The factory way of the genuine client: one pool of sockets for the process, clients are cheap covers over it.
    private static readonly SocketsHttpHandler Pool = new()
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HttpResponseMessage> PostQueryAsync(string sql, IEnumerable<KeyValuePair<string, string>> parameters, string? queryId, CancellationToken token)
    {
        HttpContent content = new ByteArrayContent(settings.Compression ? Zip(sql) : Encoding.UTF8.GetBytes(sql));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/sql", "utf-8");
        if (settings.Compression)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return await SendAsync(content, parameters, queryId, sql, token);
    }

    /// <summary>Posts a gzipped stream that begins with the INSERT statement.</summary>
    public async Task PostStreamAsync(Stream zipped, CancellationToken token)
    {
        var content = new StreamContent(zipped);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await SendAsync(content, [], null, null, token);
    }

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return zipped.ToArray();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContent content, IEnumerable<KeyValuePair<string, string>> parameters, string? queryId, string? sql, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(parameters, queryId)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.Username}:{settings.Password}")));
        if (settings.Compression)
        {
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            request.Headers.AcceptEncoding.ParseAdd("deflate");
        }

        var sender = client ?? new HttpClient(Pool, disposeHandler: false) { Timeout = settings.Timeout };
        var response = await sender.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw ClickHouseServerException.FromServerResponse(await response.Content.ReadAsStringAsync(token), sql);
        }
    }

    private Uri Address(IEnumerable<KeyValuePair<string, string>> parameters, string? queryId)
    {
        var query = new StringBuilder();
        Add("enable_http_compression", settings.Compression ? "true" : "false");
        Add("default_format", "RowBinaryWithNamesAndTypes");
        Add("database", database);
        Add("session_id", session);
        Add("query_id", queryId);
        foreach (var (name, value) in parameters)
        {
            Add("param_" + name, value);
        }

        foreach (var (name, value) in customSettings)
        {
            Add(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        return new UriBuilder(settings.Protocol, settings.Host, settings.Port) { Query = query.ToString() }.Uri;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }
}

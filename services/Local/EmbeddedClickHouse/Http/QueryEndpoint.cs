using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Platform.EmbeddedEngine;

/// <summary>
/// GET and POST /: a query in the query string, the body or both. Steps: who asks, what is asked, run it, answer.
/// </summary>
internal sealed class QueryEndpoint(ChdbEngine engine, EmbeddedClickHouseOptions options)
{
    private const int PieceBytes = 1 << 20;

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            MustBeKnown(context.Request);
            var request = QueryRequest.Parse(context.Request);
            context.Response.Headers["X-ClickHouse-Query-Id"] = request.QueryId;
            context.Response.Headers["X-ClickHouse-Timezone"] = "UTC";
            using var result = await RunAsync(context, request);
            await AnswerAsync(context, request, result.Answer, result.Format, started);
        }
        catch (ChdbException failure) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, failure);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
    }

    private void MustBeKnown(HttpRequest request)
    {
        // No browser has business here: a page must not reach the data through the user's machine.
        if (request.Headers.Origin.Count > 0 || request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
        {
            throw new ChdbException(516, "AUTHENTICATION_FAILED", "Requests come from this machine and not from a browser.");
        }

        var (user, password) = Credentials(request);
        if (user != "default" || password != (options.Password ?? ""))
        {
            throw new ChdbException(516, "AUTHENTICATION_FAILED", $"{user}: Authentication failed: password is incorrect, or there is no user with such name.");
        }
    }

    private static (string User, string Password) Credentials(HttpRequest request)
    {
        if (AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header is { Scheme: "Basic", Parameter: { } encoded })
        {
            var bytes = new byte[encoded.Length];
            var parts = Convert.TryFromBase64String(encoded, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) : [""];
            return (parts[0], parts.Length > 1 ? parts[1] : "");
        }

        return (First(request.Headers["X-ClickHouse-User"], request.Query["user"], "default"), First(request.Headers["X-ClickHouse-Key"], request.Query["password"], ""));

        static string First(string? one, string? other, string otherwise) => !string.IsNullOrEmpty(one) ? one : !string.IsNullOrEmpty(other) ? other : otherwise;
    }

    private async Task<Outcome> RunAsync(HttpContext context, QueryRequest request)
    {
        var body = new BoundedBody(QueryRequest.OpenBody(context.Request), request.Head, options.MaxRequestBytes);
        var beginning = await body.ReadBeginningAsync(context.RequestAborted);
        if (HttpMethods.IsGet(context.Request.Method) && !Statement.OnlyReads(beginning.Span))
        {
            throw new ChdbException(164, "READONLY", "Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly; use POST.");
        }

        if (Statement.TryCutInsert(beginning.Span, out var insert))
        {
            return await engine.RunAsync(
                async connection => new Outcome(await InsertAsync(connection, request, insert, beginning, body, context.RequestAborted), request.Format),
                context.RequestAborted);
        }

        var text = await body.ReadRestAsync(context.RequestAborted);
        return await engine.RunAsync(
            connection =>
            {
                connection.IsDirty = Statement.ChangesSession(text.Span);
                var answer = With(connection, request, () => connection.Query(text.Span, request.Format, request.Parameters));
                return Task.FromResult(new Outcome(answer, Statement.FormatOf(text.Span) ?? request.Format));
            },
            context.RequestAborted);
    }

    private static async Task<ChdbResult> InsertAsync(
        ChdbConnection connection, QueryRequest request, (string Statement, string Format, int RowsAt) parts, ReadOnlyMemory<byte> beginning, BoundedBody body, CancellationToken aborted)
    {
        Prepare(connection, request);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            using var insert = connection.BeginInsert(parts.Statement, parts.Format);
            insert.Append(beginning.Span[parts.RowsAt..]);
            while (await body.ReadAsync(piece, aborted) is var count && count > 0)
            {
                insert.Append(piece.AsSpan(0, count));
            }

            return insert.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            Reset(connection, request);
        }
    }

    private static ChdbResult With(ChdbConnection connection, QueryRequest request, Func<ChdbResult> query)
    {
        Prepare(connection, request);
        try
        {
            return query();
        }
        finally
        {
            Reset(connection, request);
        }
    }

    private static void Prepare(ChdbConnection connection, QueryRequest request)
    {
        connection.Use(request.Database);
        if (request.SettingsStatement() is { } settings)
        {
            connection.Query(settings).Dispose();
        }
    }

    private static void Reset(ChdbConnection connection, QueryRequest request)
    {
        if (request.ResetStatement() is { } reset && !connection.IsDirty)
        {
            connection.Query(reset).Dispose();
        }
    }

    private static async Task AnswerAsync(HttpContext context, QueryRequest request, ChdbResult answer, string format, long started)
    {
        var response = context.Response;
        response.ContentType = ContentTypes.Of(format);
        response.Headers["X-ClickHouse-Format"] = format;
        response.Headers["X-ClickHouse-Summary"] = string.Create(CultureInfo.InvariantCulture, $$"""
            {"read_rows":"{{answer.ReadRows}}","read_bytes":"{{answer.ReadBytes}}","written_rows":"{{answer.WrittenRows}}","written_bytes":"{{answer.WrittenBytes}}","result_rows":"{{answer.ResultRows}}","result_bytes":"{{answer.Length}}","elapsed_ns":"{{(long)Stopwatch.GetElapsedTime(started).TotalNanoseconds}}"}
            """);
        await using var bytes = answer.OpenRead();
        // Below a packet or so there is nothing to win.
        if (request.AcceptsGzip && answer.Length > 1024)
        {
            response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await bytes.CopyToAsync(zip, PieceBytes, context.RequestAborted);
        }
        else
        {
            response.ContentLength = answer.Length;
            await bytes.CopyToAsync(response.Body, PieceBytes, context.RequestAborted);
        }
    }

    private async Task RefuseAsync(HttpContext context, ChdbException failure)
    {
        var response = context.Response;
        response.StatusCode = ErrorStatus.Of(failure.Code);
        response.ContentType = "text/plain; charset=UTF-8";
        response.Headers["X-ClickHouse-Exception-Code"] = failure.Code.ToString(CultureInfo.InvariantCulture);
        var version = failure.Message.Contains("(version ", StringComparison.Ordinal) ? "" : $" (version {engine.Version})";
        await response.WriteAsync($"{failure.Message}{version}\n", context.RequestAborted);
    }

    private sealed record Outcome(ChdbResult Answer, string Format) : IDisposable
    {
        public void Dispose() => Answer.Dispose();
    }
}

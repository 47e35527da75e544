using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http;

namespace Grpc.Wire;

/// <summary>One call on the server, over one HTTP/2 stream.</summary>
internal sealed class HttpServerCallContext : ServerCallContext, IAsyncDisposable
{
    private readonly MethodOptions options;
    private readonly IMethod method;
    private readonly CancellationTokenSource cancellation;
    private readonly SemaphoreSlim ending = new(1, 1);
    private readonly Timer? deadlineTimer;
    private Metadata? requestHeaders;
    private Metadata? responseTrailers;
    private Dictionary<object, object>? userState;
    private bool ended;
    private bool wroteMessage;
    private Task deadlineEnd = Task.CompletedTask;

    public HttpServerCallContext(HttpContext httpContext, IMethod method, MethodOptions options)
    {
        HttpContext = httpContext;
        this.options = options;
        this.method = method;
        cancellation = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        DeadlineCore = DateTime.MaxValue;
        if (Headers.TryDecodeTimeout(httpContext.Request.Headers[Headers.Timeout], out var timeout))
        {
            // A timer cannot wait for longer than about 49 days; nor will the caller.
            timeout = timeout < TimeSpan.FromDays(30) ? timeout : TimeSpan.FromDays(30);
            DeadlineCore = DateTime.UtcNow + timeout;
            deadlineTimer = new Timer(_ => deadlineEnd = PassDeadlineAsync(), null, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public HttpContext HttpContext { get; }

    public bool DeadlinePassed { get; private set; }

    public ICompressionProvider? RequestCompression { get; private set; }

    public ICompressionProvider? ResponseCompression { get; private set; }

    protected override string MethodCore => method.FullName;

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore
    {
        get
        {
            var address = HttpContext.Connection.RemoteIpAddress;
            return address is null ? "unknown"
                : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"ipv6:[{address}]:{HttpContext.Connection.RemotePort}"
                : $"ipv4:{address}:{HttpContext.Connection.RemotePort}";
        }
    }

    protected override DateTime DeadlineCore { get; }

    protected override Metadata RequestHeadersCore => requestHeaders ??= ReadHeaders();

    protected override CancellationToken CancellationTokenCore => cancellation.Token;

    protected override Metadata ResponseTrailersCore => responseTrailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => new(null, []);

    protected override IDictionary<object, object> UserStateCore => userState ??= [];

    /// <summary>Headers of the answer, and both compressions. False when the request's is unknown (the call is ended).</summary>
    public async Task<bool> StartAsync()
    {
        var request = HttpContext.Request.Headers;
        var response = HttpContext.Response;
        response.ContentType = Headers.ContentType;
        string? encoding = request[Headers.Encoding];
        if (encoding is not (null or "identity"))
        {
            if (!options.Compressions.TryGetValue(encoding, out var provider))
            {
                response.Headers[Headers.AcceptEncoding] = options.AcceptEncoding;
                await EndAsync(new Status(StatusCode.Unimplemented, $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {options.AcceptEncoding}")).ConfigureAwait(false);
                return false;
            }

            RequestCompression = provider;
        }

        if (options.ResponseCompressionAlgorithm is { } wanted
            && options.Compressions.TryGetValue(wanted, out var packer)
            && request[Headers.AcceptEncoding].ToString().Split(',', StringSplitOptions.TrimEntries).Contains(wanted))
        {
            ResponseCompression = packer;
            response.Headers[Headers.Encoding] = wanted;
        }

        return true;
    }

    /// <summary>Ends the call once; the deadline may have been first.</summary>
    public async Task EndAsync(Status status)
    {
        await ending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!ended && !HttpContext.RequestAborted.IsCancellationRequested)
            {
                ended = true;
                status = DeadlinePassed ? new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded") : status;
                CallEnd.Write(HttpContext.Response, status, responseTrailers ?? Metadata.Empty, wroteMessage);
            }
        }
        finally
        {
            ending.Release();
        }
    }

    public async Task WriteMessageAsync(ReadOnlyMemory<byte> frame, bool flush, CancellationToken cancellationToken)
    {
        await ending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ended)
            {
                throw new InvalidOperationException("Can't write the message because the request is complete.");
            }

            cancellation.Token.ThrowIfCancellationRequested();
            wroteMessage = true;
            var writer = HttpContext.Response.BodyWriter;
            if (flush)
            {
                // A caller that reads no more must not hold the call beyond its deadline.
                await writer.WriteAsync(frame, cancellationToken.CanBeCanceled ? cancellationToken : cancellation.Token).ConfigureAwait(false);
            }
            else
            {
                System.Buffers.BuffersExtensions.Write(writer, frame.Span);
            }
        }
        finally
        {
            ending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (deadlineTimer is not null)
        {
            // Waits for a callback under way: the HTTP context must not be touched after the call.
            await deadlineTimer.DisposeAsync().ConfigureAwait(false);
            await deadlineEnd.ConfigureAwait(false);
        }

        cancellation.Dispose();
        ending.Dispose();
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (HttpContext.Response.HasStarted)
        {
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        }

        foreach (var entry in responseHeaders)
        {
            HttpContext.Response.Headers.Append(entry.Key, Headers.Write(entry));
        }

        return HttpContext.Response.BodyWriter.FlushAsync(CancellationTokenCore).AsTask();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("CreatePropagationToken will be implemented in a future version.");

    private async Task PassDeadlineAsync()
    {
        DeadlinePassed = true;
        await cancellation.CancelAsync().ConfigureAwait(false);
        await EndAsync(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded")).ConfigureAwait(false);
        try
        {
            // The caller learns it now, however long the method goes on.
            await HttpContext.Response.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The connection is gone; the caller runs its own deadline.
        }
    }

    private Metadata ReadHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in HttpContext.Request.Headers)
        {
            Headers.Read(metadata, name, values);
        }

        return metadata;
    }
}

using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Wire;

/// <summary>One call on the client: sends the request, reads messages, knows how it ended.</summary>
internal sealed class ClientCall<TRequest, TResponse> : IAsyncStreamReader<TResponse>, IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcChannel channel;
    private readonly Method<TRequest, TResponse> method;
    private readonly string? host;
    private readonly CallOptions options;
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource<Metadata> headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration cancelRegistration;
    private readonly Timer? deadlineTimer;
    private readonly Lock gate = new();
    private Task<FrameReader?> started = Task.FromResult<FrameReader?>(null);
    private HttpResponseMessage? response;
    private volatile Ended? ended;
    private Metadata trailers = Metadata.Empty;
    private TResponse? current;
    private int moving;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        this.channel = channel;
        this.method = method;
        this.host = host;
        this.options = options;
        cancelRegistration = options.CancellationToken.Register(() => End(new Status(StatusCode.Cancelled, "Call canceled by the client.")));
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            var left = deadline.ToUniversalTime() - DateTime.UtcNow;
            left = left < TimeSpan.FromDays(30) ? left : TimeSpan.FromDays(30);
            if (left <= TimeSpan.Zero)
            {
                End(new Status(StatusCode.DeadlineExceeded, ""));
            }
            else
            {
                deadlineTimer = new Timer(_ => End(new Status(StatusCode.DeadlineExceeded, "")), null, left, Timeout.InfiniteTimeSpan);
            }
        }

        // Most callers never look at the headers; their failure is the call's.
        _ = headers.Task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public Task<Metadata> ResponseHeadersAsync => headers.Task;

    public TResponse Current => current ?? throw new InvalidOperationException("No message is available.");

    public Status GetStatus() => ended?.Status ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => ended is null
        ? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.")
        : trailers;

    public void Start(TRequest request) => started = StartAsync(request);

    public async Task<TResponse> ReadSingleAsync()
    {
        try
        {
            var message = await ReadAsync().ConfigureAwait(false);
            if (message is null)
            {
                // An OK without the one message it must bring is none.
                ended = new Ended(new Status(StatusCode.Internal, "Failed to deserialize response message."));
                throw Failure();
            }

            if (await ReadAsync().ConfigureAwait(false) is not null)
            {
                End(new Status(StatusCode.Internal, "Unexpected data after finished reading message."));
                throw Failure();
            }

            return message;
        }
        finally
        {
            Dispose();
        }
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref moving, 1) == 1)
        {
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        }

        try
        {
            using var registration = cancellationToken.Register(() => End(new Status(StatusCode.Cancelled, "Call canceled by the client.")));
            current = await ReadAsync().ConfigureAwait(false);
            return current is not null;
        }
        finally
        {
            Volatile.Write(ref moving, 0);
        }
    }

    public void Dispose()
    {
        End(new Status(StatusCode.Cancelled, "gRPC call disposed."));
        cancelRegistration.Dispose();
        deadlineTimer?.Dispose();
        response?.Dispose();
    }

    /// <summary>The next message; null at the end with OK.</summary>
    private async Task<TResponse?> ReadAsync()
    {
        var reader = await started.ConfigureAwait(false);
        if (reader is null || ended is { Status.StatusCode: not StatusCode.OK })
        {
            throw Failure();
        }

        if (ended is not null)
        {
            return null;
        }

        try
        {
            var (found, message) = await reader.ReadAsync(method.ResponseMarshaller, ending.Token).ConfigureAwait(false);
            if (found)
            {
                return message;
            }

            trailers = ClientResponse.ReadMetadata(response!.TrailingHeaders);
            End(ClientResponse.ReadStatus(response.TrailingHeaders) ?? new Status(StatusCode.Cancelled, "No grpc-status found on response."));
        }
        catch (Exception e)
        {
            EndWith(e, "Error reading next message.");
        }

        return ended is { Status.StatusCode: StatusCode.OK } ? null : throw Failure();
    }

    private async Task<FrameReader?> StartAsync(TRequest message)
    {
        try
        {
            ending.Token.ThrowIfCancellationRequested();
            using var request = await ClientRequest.CreateAsync(channel, method, host, options, message, ending.Token).ConfigureAwait(false);
            response = await channel.Invoker.SendAsync(request, ending.Token).ConfigureAwait(false);
            return await OpenAsync(response).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            EndWith(e, "Error starting gRPC call.");
        }

        headers.TrySetException(Failure());
        return null;
    }

    private async Task<FrameReader?> OpenAsync(HttpResponseMessage answer)
    {
        var metadata = ClientResponse.ReadMetadata(answer.Headers);
        var early = ClientResponse.Reject(answer) ?? ClientResponse.ReadStatus(answer.Headers);
        if (early is { } bad)
        {
            // Trailers only, or no gRPC at all: an OK here lacks the message that a unary call must have.
            trailers = metadata;
            End(bad);
            if (bad.StatusCode != StatusCode.OK)
            {
                headers.TrySetException(Failure());
                return null;
            }
        }

        headers.TrySetResult(metadata);
        var encoding = ClientResponse.Single(answer.Headers, Headers.Encoding);
        var stream = await answer.Content.ReadAsStreamAsync(ending.IsCancellationRequested ? CancellationToken.None : ending.Token).ConfigureAwait(false);
        return new FrameReader(PipeReader.Create(stream), channel.Options.MaxReceiveMessageSize, () => encoding is null ? null : channel.Compressions.GetValueOrDefault(encoding));
    }

    private void EndWith(Exception exception, string what) => End(exception switch
    {
        RpcException rpc => rpc.Status,
        OperationCanceledException => new Status(StatusCode.Cancelled, "gRPC call canceled.", exception),
        _ => ClientResponse.FromException(exception, what),
    });

    /// <summary>The first end counts; anything still under way is broken off.</summary>
    private void End(Status how)
    {
        lock (gate)
        {
            if (ended is not null)
            {
                return;
            }

            ended = new Ended(how);
        }

        if (how.StatusCode != StatusCode.OK)
        {
            ending.Cancel();
        }
    }

    private Exception Failure()
    {
        var how = ended?.Status ?? new Status(StatusCode.Internal, "The call has not ended.");
        var failure = new RpcException(how, trailers);
        return channel.Options.ThrowOperationCanceledOnCancellation && how.StatusCode is (StatusCode.Cancelled or StatusCode.DeadlineExceeded)
            ? new OperationCanceledException(failure.Message, failure)
            : failure;
    }

    /// <summary>A reference, so that readers on other threads see a whole status or none.</summary>
    private sealed record Ended(Status Status);
}

using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.Wire;

/// <summary>What all kinds of methods share: check, run, end with a status.</summary>
internal abstract partial class ServerCall<TRequest, TResponse>(Method<TRequest, TResponse> method, MethodOptions options, ILogger logger)
    where TRequest : class
    where TResponse : class
{
    protected Method<TRequest, TResponse> Method => method;

    protected MethodOptions Options => options;

    public async Task HandleAsync(HttpContext httpContext)
    {
        if (CallEnd.Refuse(httpContext))
        {
            return;
        }

        System.Diagnostics.Activity.Current?.SetTag("grpc.method", method.FullName);
        var context = new HttpServerCallContext(httpContext, method, options);
        httpContext.Items[typeof(ServerCallContext)] = context;
        await using (context.ConfigureAwait(false))
        {
            if (!await context.StartAsync().ConfigureAwait(false))
            {
                return;
            }

            Status status;
            try
            {
                await RunAsync(context).ConfigureAwait(false);
                status = context.Status;
            }
            catch (Exception e)
            {
                status = ToStatus(e, context);
            }

            await context.EndAsync(status).ConfigureAwait(false);
        }
    }

    protected abstract Task RunAsync(HttpServerCallContext context);

    protected async Task<TRequest> ReadRequestAsync(HttpServerCallContext context)
    {
        var reader = new FrameReader(context.HttpContext.Request.BodyReader, options.MaxReceiveMessageSize, () => context.RequestCompression);
        var (found, request) = await reader.ReadAsync(method.RequestMarshaller, context.CancellationToken).ConfigureAwait(false);
        if (!found)
        {
            throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
        }

        var (another, _) = await reader.ReadAsync(method.RequestMarshaller, context.CancellationToken).ConfigureAwait(false);
        return another ? throw new RpcException(new Status(StatusCode.Internal, "Additional data after the message received.")) : request!;
    }

    protected Task WriteAsync(HttpServerCallContext context, TResponse response, WriteOptions? writeOptions, bool flush, CancellationToken cancellationToken)
    {
        var flags = (writeOptions ?? context.WriteOptions)?.Flags ?? default;
        var compression = flags.HasFlag(WriteFlags.NoCompress) ? null : context.ResponseCompression;
        var frame = FrameBuffer.Serialize(method.ResponseMarshaller, response, options.MaxSendMessageSize, compression, options.ResponseCompressionLevel);
        return context.WriteMessageAsync(frame, flush && !flags.HasFlag(WriteFlags.BufferHint), cancellationToken);
    }

    private Status ToStatus(Exception exception, HttpServerCallContext context)
    {
        if (exception is RpcException rpc)
        {
            RpcFailed(logger, method.FullName, rpc.StatusCode, rpc);
            foreach (var entry in rpc.Trailers)
            {
                context.ResponseTrailers.Add(entry);
            }

            return rpc.Status;
        }

        if (exception is OperationCanceledException or IOException && context.CancellationToken.IsCancellationRequested)
        {
            return context.DeadlinePassed ? new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded") : Status.DefaultCancelled;
        }

        HandlerThrew(logger, method.FullName, exception);
        var detail = options.EnableDetailedErrors ? $" {exception.GetType().Name}: {exception.Message}" : "";
        return new Status(StatusCode.Unknown, $"Exception was thrown by handler.{detail}", exception);
    }

    [LoggerMessage(7, LogLevel.Information, "Error status code '{StatusCode}' raised by {Method}.", EventName = "RpcConnectionError")]
    private static partial void RpcFailed(ILogger logger, string method, StatusCode statusCode, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "Error when executing service method '{Method}'.", EventName = "ErrorExecutingServiceMethod")]
    private static partial void HandlerThrew(ILogger logger, string method, Exception exception);
}

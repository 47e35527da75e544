using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Errors;

/// <summary>
/// What <see cref="Problems"/> is for HTTP: an exception leaves a gRPC service as the status that fits its cause, with the stable code in front of
/// the detail. A database that is away is <c>Unavailable</c>, which callers try again, and not <c>Unknown</c>, which nobody does.
/// </summary>
public sealed partial class GrpcFailures(ILogger<GrpcFailures> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception error) when (NeedsStatus(error, context))
        {
            throw new RpcException(StatusOf(error, context));
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception error) when (NeedsStatus(error, context))
        {
            throw new RpcException(StatusOf(error, context));
        }
    }

    /// <summary>Not so what has its status already (the service's own refusals, a neighbour's answer), and calls whose caller has gone.</summary>
    private static bool NeedsStatus(Exception error, ServerCallContext context) =>
        error is not RpcException && !(error is OperationCanceledException && context.CancellationToken.IsCancellationRequested);

    private Status StatusOf(Exception error, ServerCallContext context)
    {
        if (Problems.Of(error) is { } failure)
            return new(CodeOf(failure.Error.Status), $"{failure.Error.Code}: {failure.Detail}");
        Log.Unhandled(logger, error, context.Method);
        return new(StatusCode.Internal, $"{RequestErrors.Unexpected.Code}: {RequestErrors.Unexpected.Title}");
    }

    private static StatusCode CodeOf(int http) => http switch
    {
        400 or 413 or 415 or 422 => StatusCode.InvalidArgument,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.NotFound,
        409 => StatusCode.Aborted,
        412 => StatusCode.FailedPrecondition,
        429 or 507 => StatusCode.ResourceExhausted,
        502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Unhandled error in {Method}")]
        public static partial void Unhandled(ILogger logger, Exception error, string method);
    }
}

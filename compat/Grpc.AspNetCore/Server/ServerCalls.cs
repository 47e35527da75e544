using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Grpc.Wire;

/// <summary>One message in, one out.</summary>
internal sealed class UnaryServerCall<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    Func<TService, TRequest, ServerCallContext, Task<TResponse>> invoke,
    MethodOptions options,
    ILogger logger) : ServerCall<TRequest, TResponse>(method, options, logger)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    protected override async Task RunAsync(HttpServerCallContext context)
    {
        var request = await ReadRequestAsync(context).ConfigureAwait(false);
        var response = await NextAsync(0, request, context, context).ConfigureAwait(false)
            ?? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));

        // Not flushed: the message leaves together with the trailers.
        await WriteAsync(context, response, null, flush: false, context.CancellationToken).ConfigureAwait(false);
    }

    // Each interceptor may pass on another request or context than it was given.
    private async Task<TResponse> NextAsync(int index, TRequest request, ServerCallContext seen, HttpServerCallContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (index < Options.Interceptors.Count)
        {
            var registration = Options.Interceptors[index];
            var interceptor = Activated<Interceptor>.Create(services, registration.Type, [.. registration.Arguments]);
            try
            {
                return await interceptor.Instance.UnaryServerHandler<TRequest, TResponse>(request, seen, (r, c) => NextAsync(index + 1, r, c, context)).ConfigureAwait(false);
            }
            finally
            {
                await interceptor.ReleaseAsync().ConfigureAwait(false);
            }
        }

        var service = Activated<TService>.Create(services, typeof(TService));
        try
        {
            return await invoke(service.Instance, request, seen).ConfigureAwait(false);
        }
        finally
        {
            await service.ReleaseAsync().ConfigureAwait(false);
        }
    }
}

/// <summary>One message in, a stream out.</summary>
internal sealed class StreamingServerCall<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke,
    MethodOptions options,
    ILogger logger) : ServerCall<TRequest, TResponse>(method, options, logger)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    protected override async Task RunAsync(HttpServerCallContext context)
    {
        var request = await ReadRequestAsync(context).ConfigureAwait(false);
        await NextAsync(0, request, new Writer(this, context), context, context).ConfigureAwait(false);
    }

    private async Task NextAsync(int index, TRequest request, IServerStreamWriter<TResponse> writer, ServerCallContext seen, HttpServerCallContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (index < Options.Interceptors.Count)
        {
            var registration = Options.Interceptors[index];
            var interceptor = Activated<Interceptor>.Create(services, registration.Type, [.. registration.Arguments]);
            try
            {
                await interceptor.Instance.ServerStreamingServerHandler<TRequest, TResponse>(request, writer, seen, (r, w, c) => NextAsync(index + 1, r, w, c, context)).ConfigureAwait(false);
                return;
            }
            finally
            {
                await interceptor.ReleaseAsync().ConfigureAwait(false);
            }
        }

        var service = Activated<TService>.Create(services, typeof(TService));
        try
        {
            await invoke(service.Instance, request, writer, seen).ConfigureAwait(false);
        }
        finally
        {
            await service.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private sealed class Writer(StreamingServerCall<TService, TRequest, TResponse> call, HttpServerCallContext context) : IServerStreamWriter<TResponse>
    {
        public WriteOptions? WriteOptions
        {
            get => context.WriteOptions;
            set => context.WriteOptions = value;
        }

        public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(TResponse message, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(message);
            return call.WriteAsync(context, message, null, flush: true, cancellationToken);
        }
    }
}

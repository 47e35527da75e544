using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.ServiceDefaults.Calls;

/// <summary>Clients of the other services: address by configuration, a deadline on every call, the caller's token passed on.</summary>
public static class ServiceClients
{
    /// <param name="service">Name of the service, as in <c>Services:{service}:Grpc</c>.</param>
    public static void AddServiceClient<TClient>(this WebApplicationBuilder builder, string service) where TClient : ClientBase<TClient>
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton<CallDefaults>();
        builder.Services
            .AddGrpcClient<TClient>(o => o.Address = new(builder.Configuration[$"Services:{service}:Grpc"] ?? "http://127.0.0.1:5201"))
            .ConfigureChannel(ComeBackSoon)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                // A peer that went away without a word is noticed; one that was restarted refuses at once.
                KeepAlivePingDelay = TimeSpan.FromSeconds(15),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
            })
            .AddInterceptor<CallDefaults>();
    }

    /// <summary>
    /// After a neighbour's restart calls arrive again within two seconds: gRPC would wait up to two minutes between attempts to connect. What meets a
    /// restart is tried again for a moment; every call between services asks and changes nothing, so asking twice is harmless.
    /// </summary>
    private static void ComeBackSoon(GrpcChannelOptions channel)
    {
        channel.InitialReconnectBackoff = TimeSpan.FromMilliseconds(50);
        channel.MaxReconnectBackoff = TimeSpan.FromMilliseconds(200);
        channel.ServiceConfig = new()
        {
            MethodConfigs =
            {
                new()
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new()
                    {
                        MaxAttempts = 5,
                        InitialBackoff = TimeSpan.FromMilliseconds(200),
                        MaxBackoff = TimeSpan.FromMilliseconds(600),
                        BackoffMultiplier = 1.5,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        };
    }

    private sealed class CallDefaults(IHttpContextAccessor http) : Interceptor
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options;
            // gRPC measures deadlines by the system's clock, whatever the platform's says.
            if (options.Deadline is null)
                options = options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + Deadline);
            if (http.HttpContext?.Request.Headers.Authorization.ToString() is { Length: > 0 } token)
            {
                var headers = new Metadata();
                foreach (var entry in options.Headers ?? [])
                    headers.Add(entry);
                headers.Add("authorization", token);
                options = options.WithHeaders(headers);
            }
            return continuation(request, new(context.Method, context.Host, options));
        }
    }
}

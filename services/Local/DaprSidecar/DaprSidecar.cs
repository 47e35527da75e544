using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Platform.Sidecar.DeadLetters;
using Platform.Sidecar.Delivery;
using Platform.Sidecar.Publish;
using Platform.Sidecar.Store;

namespace Platform.Sidecar;

/// <summary>
/// A small pub/sub sidecar for machines without Dapr, run in the process that starts it: Dapr's HTTP API and the
/// publishing calls of its gRPC API, durable, at least once. See README.md.
/// </summary>
public static class DaprSidecar
{
    internal const string RuntimeVersion = "1.18.0-local";
    internal const string ComponentType = "pubsub.local";

    /// <summary>
    /// The sidecar, not started. After <c>StartAsync</c>, <see cref="HttpEndpoint"/> and <see cref="GrpcEndpoint"/>
    /// say where it listens.
    /// </summary>
    public static WebApplication Create(DaprSidecarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Empty: the settings and signals of the process belong to the services it runs.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        options.Logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, options.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<MessageStore>();
        builder.Services.AddSingleton<Publisher>();
        builder.Services.AddHostedService<DeliveryService>();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = (int)Math.Min(options.MaxRequestBytes, int.MaxValue));

        var app = builder.Build();
        app.Use((context, next) => Admit(options, context, next));
        app.UseRouting();
        app.MapGrpcService<DaprGrpc>();
        PublishEndpoints.Map(app);
        DeadLetterEndpoints.Map(app);
        app.MapGet("/v1.0/healthz", () => Results.NoContent());
        app.MapGet("/v1.0/healthz/outbound", () => Results.NoContent());
        app.MapGet("/v1.0/metadata", (MessageStore store) => MetadataAsync(options, store));
        return app;
    }

    /// <summary>For DAPR_HTTP_ENDPOINT.</summary>
    public static string HttpEndpoint(WebApplication sidecar)
    {
        ArgumentNullException.ThrowIfNull(sidecar);
        return sidecar.Urls.First();
    }

    /// <summary>For DAPR_GRPC_ENDPOINT.</summary>
    public static string GrpcEndpoint(WebApplication sidecar)
    {
        ArgumentNullException.ThrowIfNull(sidecar);
        return sidecar.Urls.Last();
    }

    // Health is asked by those who have no token, as in Dapr.
    private static Task Admit(DaprSidecarOptions options, HttpContext context, RequestDelegate next)
    {
        var admitted = options.ApiToken is null
            || context.Request.Path.StartsWithSegments("/v1.0/healthz", StringComparison.Ordinal)
            || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers["dapr-api-token"].ToString()), Encoding.UTF8.GetBytes(options.ApiToken));
        if (admitted)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task<IResult> MetadataAsync(DaprSidecarOptions options, MessageStore store) => Results.Json(new
    {
        id = options.AppId,
        runtimeVersion = RuntimeVersion,
        enabledFeatures = Array.Empty<string>(),
        components = options.PubSubNames.Select(name => new { name, type = ComponentType, version = "v1", capabilities = Array.Empty<string>() }),
        subscriptions = (await store.StateAsync()).Select(s => new
        {
            pubsubname = s.PubSub,
            topic = s.Topic,
            deadLetterTopic = s.DeadLetterTopic,
            rules = new[] { new { path = s.Route } },
        }),
    });
}

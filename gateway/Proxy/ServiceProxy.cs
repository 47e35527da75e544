using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Platform.Gateway.Sessions;
using Platform.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Platform.Gateway.Proxy;

/// <summary>Routes to the services (YARP). A machine's bearer token passes through; a browser's session is turned into one.</summary>
public static partial class ServiceProxy
{
    /// <summary>Service names with the first segment of their API.</summary>
    private static readonly (string Service, string Segment)[] Services =
    [
        ("Identity", "identity"), ("Plans", "plans"), ("Tasks", "tasks"), ("Indicators", "indicators"), ("Reporting", "reports"), ("Rollups", "rollups"),
    ];

    public static void AddServiceProxy(this WebApplicationBuilder builder)
    {
        // It writes a trace for whatever clients do wrong; what a service does is written below.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.None);
        builder.Services.AddHttpClient();
        builder.Services.AddReverseProxy()
            .LoadFromMemory([.. Routes()], [.. Services.Select(s => Cluster(builder.Configuration, s.Service))])
            .AddTransforms(context =>
            {
                context.AddRequestTransform(async transform =>
                {
                    // The session cookie ends here, whatever it stood for.
                    transform.ProxyRequest.Headers.Remove("Cookie");
                    if (transform.HttpContext.Request.Headers.Authorization.Count > 0)
                        return;
                    var tokens = transform.HttpContext.RequestServices.GetRequiredService<SessionTokens>();
                    var session = await tokens.GetAsync(transform.HttpContext);
                    if (session.Failure is { } failure)
                        await Problems.WriteAsync(transform.HttpContext, failure);
                    else if (session.Value is { } current)
                        transform.ProxyRequest.Headers.Authorization = new("Bearer", current.AccessToken);
                });
            });
        var checks = builder.Services.AddHealthChecks();
        foreach (var (service, _) in Services)
            checks.Add(new(service, services => ActivatorUtilities.CreateInstance<ServiceHealth>(services, service), null, null));
    }

    public static void MapServiceProxy(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapReverseProxy(pipeline => pipeline.Use(async (context, next) =>
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is { } error && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                context.Response.Clear();
                // What the sender did wrong with its body is told as such; anything else is the service that does not answer.
                var sendersFault = RequestBodies.StatusOf(error.Exception) is not null;
                if (!sendersFault)
                    Log.NoAnswer(LoggerOf(context), error.Error, context.Request.Path, error.Exception?.Message);
                await Problems.WriteAsync(context, sendersFault ? Problems.Of(error.Exception)! : Problems.ByStatus(503)!);
            }
        }));
    }

    private static IEnumerable<RouteConfig> Routes()
    {
        foreach (var (service, segment) in Services)
        {
            yield return Route($"{service}-api", service, $"/api/{segment}/{{**rest}}");
            yield return Route($"{service}-openapi", service, $"/openapi/{service.ToLowerInvariant()}.json");
        }
        yield return Route("jwks", "Identity", "/.well-known/{**rest}");
    }

    private static RouteConfig Route(string id, string service, string path) => new()
    {
        RouteId = id,
        ClusterId = service,
        Match = new() { Path = path },
    };

    private static ClusterConfig Cluster(IConfiguration configuration, string service) => new()
    {
        ClusterId = service,
        Destinations = new Dictionary<string, DestinationConfig>
        {
            ["one"] = new() { Address = configuration[$"Services:{service}:Http"] ?? $"http://{service.ToLowerInvariant()}:8080" },
        },
        // Streams stay open with a heartbeat every 15 s; anything silent for longer than this is given up.
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(60) },
    };

    private static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Gateway.Proxy");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Error} at {Path}: {Message}")]
        public static partial void NoAnswer(ILogger logger, ForwarderError error, string path, string? message);
    }
}

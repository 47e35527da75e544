using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration.Json;
using Platform.Gateway.Sessions;
using Platform.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Platform.Gateway.Proxy;

/// <summary>
/// Routes to the services (YARP), as <c>proxy.json</c> and whatever configuration overrides it say. A machine's bearer token passes through; a
/// browser's session is turned into one.
/// </summary>
public static partial class ServiceProxy
{
    public static void AddServiceProxy(this WebApplicationBuilder builder)
    {
        // It writes a trace for whatever clients do wrong; what a service does is written below.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.None);
        // It warns at every look at a service that is away; that a replica's state changed is told once.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor", LogLevel.Error);
        builder.Services.AddHttpClient();
        // In front of every other source, so that those override it.
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = builder.Environment.ContentRootFileProvider,
            Path = "proxy.json",
        });
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddConfigFilter<ServiceAddresses>()
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
        builder.Services.AddHealthChecks().AddCheck<ServiceHealth>("services");
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

    private static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Gateway.Proxy");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Error} at {Path}: {Message}")]
        public static partial void NoAnswer(ILogger logger, ForwarderError error, string path, string? message);
    }
}

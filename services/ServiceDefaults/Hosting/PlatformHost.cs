using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Logging;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Telemetry;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Timing;
using Platform.ServiceDefaults.Units;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>What every service starts with: two listeners (HTTP/1.1 and gRPC), tokens, problem details, health, telemetry, Dapr.</summary>
public static class PlatformHost
{
    /// <summary>
    /// A builder with the shared defaults. Configuration: <c>Urls:Http</c> and <c>Urls:Grpc</c> (listeners),
    /// <c>Services:{Name}:Http|Grpc</c> (neighbours), <c>Storage:*</c>, <c>DAPR_HTTP_ENDPOINT</c>, <c>APP_API_TOKEN</c>,
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>Clock:Now</c>.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string name, string[] args)
    {
        PrivateFiles.Enforce();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = $"Platform.{name}",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddPlatformLog(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            Listen(kestrel, builder.Configuration["Urls:Http"] ?? "http://127.0.0.1:0", HttpProtocols.Http1);
            if (builder.Configuration["Urls:Grpc"] is { } grpc)
                Listen(kestrel, grpc, HttpProtocols.Http2);
        });
        builder.Services.TryAddSingleton(Clock.From(builder.Configuration));
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(o => PlatformJson.Configure(o.SerializerOptions));
        builder.Services.AddProblemDetails();
        builder.Services.AddHealthChecks();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<GrpcFailures>());
        builder.Services.AddOpenApi(name.ToLowerInvariant(), openApi => OpenApiDocument.Describe(openApi, name));
        builder.Services.AddDaprClient((services, dapr) => ConfigureDapr(builder.Configuration, dapr));
        // Authentication brings data protection along; no service protects anything with it, so no keys are to be written.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.AddPlatformAuthentication();
        builder.AddPlatformTelemetry(name);
        return builder;
    }

    /// <summary>The shared pipeline; call before mapping endpoints.</summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.UseProblems();
        app.UseRouting();
        app.UseMediaTypes();
        app.UseCloudEvents();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRights();
        app.UsePreconditions();
        app.UseComposedText();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapSubscribeHandler().AllowAnonymous();
        app.MapReferenceEvents();
        return app;
    }

    private static void ConfigureDapr(IConfiguration configuration, DaprClientBuilder dapr)
    {
        if (configuration["DAPR_HTTP_ENDPOINT"] is { Length: > 0 } http)
            dapr.UseHttpEndpoint(http);
        if (configuration["DAPR_GRPC_ENDPOINT"] is { Length: > 0 } grpc)
            dapr.UseGrpcEndpoint(grpc);
        if (configuration["DAPR_API_TOKEN"] is { Length: > 0 } token)
            dapr.UseDaprApiToken(token);
        dapr.UseJsonSerializationOptions(PlatformJson.Options);
    }

    private static void Listen(KestrelServerOptions kestrel, string url, HttpProtocols protocols)
    {
        var address = BindingAddress.Parse(url);
        void Protocols(ListenOptions listen) => listen.Protocols = protocols;
        if (System.Net.IPAddress.TryParse(address.Host, out var ip))
            kestrel.Listen(ip, address.Port, Protocols);
        else if (address.Host == "localhost")
            kestrel.ListenLocalhost(address.Port, Protocols);
        else
            kestrel.ListenAnyIP(address.Port, Protocols);
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.EntityFrameworkCore;
using Platform.Gateway.Limits;
using Platform.Gateway.Pages;
using Platform.Gateway.Proxy;
using Platform.Gateway.Sessions;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Logging;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Telemetry;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Timing;

namespace Platform.Gateway;

/// <summary>The only door: for browsers a backend-for-frontend with a session cookie, for machines a reverse proxy.</summary>
public static class GatewayService
{
    public static WebApplication Create(string[] args)
    {
        PrivateFiles.Enforce();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = "Platform.Gateway",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddPlatformLog(builder.Configuration);
        // Session tickets are encrypted with keys that lie beside them on the operator's own disk (docs/operations.md).
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseUrls(builder.Configuration["Urls:Http"] ?? "http://127.0.0.1:8080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Largest;
        });
        builder.Services.AddSingleton(Clock.From(builder.Configuration));
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Encoder = PlatformJson.Options.Encoder);
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        builder.Services.AddDbContextPool<SessionsDb>(o => Database.Configure(o, builder.Configuration, "gateway"));
        builder.HoldDatabase("gateway");
        var data = builder.Configuration["Storage:Directory"] ?? ".data";
        var keys = Path.Combine(data, "keys");
        PrivateFiles.CreateFolder(keys);
        PrivateFiles.TightenTree(keys);
        builder.Services.AddDataProtection().SetApplicationName("Platform").PersistKeysToFileSystem(new(keys));
        builder.AddRevokedTokens();
        builder.AddBrowserSessions();
        builder.AddRateLimits();
        builder.AddServiceProxy();
        builder.AddAnswerCompression();
        builder.AddPlatformTelemetry("Gateway");

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseBodyLimits();
        app.UsePages();
        app.UseAnswerCompression();
        app.UseRouting();
        app.UseFreshSignIn();
        app.UseAuthentication();
        app.UseCsrfCheck();
        app.UseRateLimiter();
        app.MapSessions();
        app.MapServiceProxy();
        app.MapApiReference();
        app.MapPagesFallback();
        return app;
    }

    public static async Task PrepareAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SessionsDb>().Database.MigrateAsync();
    }
}

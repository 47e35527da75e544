using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;
using Platform.ServiceDefaults.Errors;

namespace Platform.Gateway.Pages;

/// <summary>
/// Serves the built pages (<c>Gateway:WebRoot</c>, made by Vite) with a strict content security policy: nothing from elsewhere,
/// no inline script, inline style only with the page's nonce.
/// </summary>
public static class StaticPages
{
    private const string NoncePlaceholder = "__CSP_NONCE__";
    private const string NonceItem = "csp-nonce";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceItem] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; " +
            "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });

    public static void UsePages(this WebApplication app)
    {
        if (WebRoot(app) is { } root)
        {
            // index.html itself is always the fallback's: it gets the nonce there.
            app.UseWhen(context => context.Request.Path != "/index.html", files => files.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(root),
                // Names under /assets carry a hash of their content; the few others do not.
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                    file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
            }));
        }
    }

    /// <summary>Every address that is not an API, a file or a health check is a page of the single-page app.</summary>
    public static void MapPagesFallback(this WebApplication app)
    {
        var index = WebRoot(app) is { } root ? File.ReadAllText(Path.Combine(root, "index.html")) : null;
        app.MapFallback(PageAsync);
        // A receipt number has points in it and would be taken for a file.
        app.MapFallback("/bien-nhan/{receipt}", PageAsync);

        async Task PageAsync(HttpContext context)
        {
            if (index is null || !HttpMethods.IsGet(context.Request.Method) || context.Request.Path.StartsWithSegments("/api"))
            {
                await Problems.WriteAsync(context, Problems.ByStatus(404)!);
                return;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsync(index.Replace(NoncePlaceholder, (string)context.Items[NonceItem]!, StringComparison.Ordinal));
        }
    }

    private static string? WebRoot(WebApplication app)
    {
        var root = Path.GetFullPath(app.Configuration["Gateway:WebRoot"] ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        return File.Exists(Path.Combine(root, "index.html")) ? root : null;
    }
}

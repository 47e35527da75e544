using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Platform.ServiceDefaults.Errors;

namespace Platform.Gateway.Pages;

/// <summary>Serves the built pages (<c>Gateway:WebRoot</c>, made by Vite), compressed where the build made a compressed variant.</summary>
public static class StaticPages
{
    private const string NoncePlaceholder = "__CSP_NONCE__";

    public static void UsePages(this WebApplication app)
    {
        if (WebRoot(app) is not { } root)
            return;
        var files = new PhysicalFileProvider(root);
        // index.html itself is always the fallback's: it gets the nonce there. Variants are reached by the name of their file only.
        app.UseWhen(context => context.Request.Path != "/index.html" && VariantOf(context.Request.Path) is null, branch =>
        {
            branch.Use((context, next) =>
            {
                TakeVariant(context, files);
                return next(context);
            });
            branch.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new TypeOfPlainFile(), OnPrepareResponse = Describe });
        });
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
            var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (index is null || !reads || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            {
                await Problems.WriteAsync(context, Problems.ByStatus(404)!);
                return;
            }
            var page = Encoding.UTF8.GetBytes(index.Replace(NoncePlaceholder, SecurityHeaders.Nonce(context), StringComparison.Ordinal));
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = page.Length;
            // No ETag: a 304 would bring a policy with another nonce than the stored page has.
            context.Response.Headers.CacheControl = "no-cache";
            // After HEAD the server leaves the body out by itself.
            await context.Response.Body.WriteAsync(page, context.RequestAborted);
        }
    }

    private static void TakeVariant(HttpContext context, PhysicalFileProvider files)
    {
        var path = context.Request.Path.Value!;
        var offered = ContentCoding.All.Where(c => files.GetFileInfo(path + c.Suffix).Exists).ToList();
        if (offered.Count == 0)
            return;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (ContentCoding.Choose(context.Request.Headers.AcceptEncoding, offered) is { } coding)
            context.Request.Path = path + coding.Suffix;
    }

    private static void Describe(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        if (VariantOf(file.Context.Request.Path) is { } coding)
            headers.ContentEncoding = coding.Name;
        // Names under /assets carry a hash of their content; the few others do not.
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.OrdinalIgnoreCase)
            ? "public, max-age=31536000, immutable"
            : "public, max-age=3600";
    }

    private static ContentCoding? VariantOf(PathString path) => ContentCoding.All.FirstOrDefault(c => path.Value!.EndsWith(c.Suffix, StringComparison.Ordinal));

    private static string? WebRoot(WebApplication app)
    {
        var root = Path.GetFullPath(app.Configuration["Gateway:WebRoot"] ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        return File.Exists(Path.Combine(root, "index.html")) ? root : null;
    }

    /// <summary>app.js.br is a script still.</summary>
    private sealed class TypeOfPlainFile : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            _types.TryGetContentType(VariantOf(subpath) is { } coding ? subpath[..^coding.Suffix.Length] : subpath, out contentType);
    }
}

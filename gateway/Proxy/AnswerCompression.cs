using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Platform.Gateway.Proxy;

/// <summary>
/// What services answer as text goes out compressed from here: calls between services stay plain, and nothing is compressed twice. Reads only.
/// The answers that hold a secret (session and CSRF token under /bff, tokens and client secrets to POST) stay as they are, so that their
/// length tells nothing (BREACH); event streams do too, each event being sent on at once.
/// </summary>
public static class AnswerCompression
{
    public static void AddAnswerCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["application/json", "application/problem+json", "text/csv"];
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        // Measured on a city's picture (docs/performance.md): the next level takes three times the processor for a sixth less.
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    public static void UseAnswerCompression(this WebApplication app) => app.UseWhen(MayBeCompressed, branch => branch.UseResponseCompression());

    private static bool MayBeCompressed(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase));
}

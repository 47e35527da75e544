using Scalar.AspNetCore;
using Yarp.ReverseProxy;

namespace Platform.Gateway.Pages;

/// <summary>The API for those who program against it, at <c>/docs</c>: every service's OpenAPI document, to read, and to try out with a token.</summary>
public static class ApiReference
{
    private const string Path = "/docs";
    private const string Documents = "/openapi/";

    public static void MapApiReference(this WebApplication app) =>
        app.MapScalarApiReference(Path, (options, http) =>
        {
            SecurityHeaders.AllowOwnScript(http);
            // All it needs comes from here, and nothing about its users leaves.
            options.WithTitle("API nền tảng cải cách hành chính").WithNonce(SecurityHeaders.Nonce(http))
                .DisableDefaultFonts().DisableTelemetry().DisableAgent().HideDeveloperTools().HideClientButton();
            foreach (var document in http.RequestServices.GetRequiredService<IProxyStateLookup>().GetRoutes()
                .Select(route => route.Config.Match.Path ?? "").Where(path => path.StartsWith(Documents, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                var name = System.IO.Path.GetFileNameWithoutExtension(document);
                options.AddDocument(name, title: $"{char.ToUpperInvariant(name[0])}{name[1..]}", routePattern: document);
            }
        }).AllowAnonymous();
}

using System.Security.Cryptography;

namespace Platform.Gateway.Pages;

/// <summary>A strict content security policy on every answer: nothing from elsewhere, no inline script, inline style only with the page's nonce.</summary>
public static class SecurityHeaders
{
    private const string NonceItem = "csp-nonce";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceItem] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy("'self'", $"'self' 'nonce-{nonce}'");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });

    /// <summary>The policy of the one page that starts with an inline script and makes its styles as it goes.</summary>
    public static void AllowOwnScript(HttpContext context) =>
        context.Response.Headers.ContentSecurityPolicy = Policy($"'self' 'nonce-{Nonce(context)}'", "'self' 'unsafe-inline'");

    private static string Policy(string scripts, string styles) =>
        $"default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The nonce that this answer's policy allows.</summary>
    public static string Nonce(HttpContext context) => (string)context.Items[NonceItem]!;
}

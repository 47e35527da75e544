using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Keys;

/// <summary>OpenID discovery and the JSON Web Key Set (RFC 7517), by which every service checks tokens.</summary>
public static class Discovery
{
    public static void MapDiscovery(this WebApplication app)
    {
        var configured = PublicAddress.Configured(app.Configuration);
        app.For(Rights.Anyone).MapGet("/.well-known/openid-configuration", (HttpRequest request) => PublicAddress.Of(request, configured).ToHttp(address =>
            Results.Json(new Dictionary<string, object>
            {
                ["issuer"] = Authentication.Issuer,
                ["jwks_uri"] = $"{address}/.well-known/jwks.json",
                ["token_endpoint"] = $"{address}/api/identity/token",
                ["revocation_endpoint"] = $"{address}/api/identity/token/revoke",
                ["grant_types_supported"] = new[] { "password", "refresh_token", "client_credentials" },
                ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
            }))).ExcludeFromDescription();

        app.For(Rights.Anyone).MapGet("/.well-known/jwks.json", (SigningKeys keys) => Results.Json(new
        {
            keys = keys.Published.Select(k => new { kty = k.Kty, crv = k.Crv, use = k.Use, alg = k.Alg, kid = k.Kid, x = k.X, y = k.Y }),
        })).ExcludeFromDescription();
    }
}

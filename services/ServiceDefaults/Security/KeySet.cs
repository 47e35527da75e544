using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Identity's published keys, fetched at the address inside the platform: what discovery publishes is the address for those outside.
/// </summary>
internal sealed class KeySet : IConfigurationRetriever<OpenIdConnectConfiguration>
{
    public const string Path = "/.well-known/jwks.json";

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
    {
        var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
        var configuration = new OpenIdConnectConfiguration { Issuer = Authentication.Issuer, JsonWebKeySet = keys };
        foreach (var key in keys.GetSigningKeys())
            configuration.SigningKeys.Add(key);
        return configuration;
    }

    /// <summary>
    /// Renewed every hour, far below the day that a new key is published before it signs, and at a key that is not known yet; for made-up
    /// ones at most once in ten seconds.
    /// </summary>
    public static ConfigurationManager<OpenIdConnectConfiguration> At(string authority, HttpClient http) =>
        new($"{authority}{Path}", new KeySet(), new HttpDocumentRetriever(http) { RequireHttps = false })
        {
            AutomaticRefreshInterval = TimeSpan.FromHours(1),
            RefreshInterval = TimeSpan.FromSeconds(10),
        };
}

using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Identity's published keys, fetched at the address inside the platform: what discovery publishes is the address for those outside.
/// Renewed every hour, far below the day that a new key is published before it signs, and at once for a token whose key is not known
/// yet; for made-up ones at most every ten seconds.
/// </summary>
internal sealed class KeySet(HttpClient http, string authority, TimeProvider time) : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenUnknown = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Fetched? _keys;
    private DateTimeOffset _unknownAt = DateTimeOffset.MinValue;

    private sealed record Fetched(OpenIdConnectConfiguration Configuration, HashSet<string> Ids, DateTimeOffset At);

    /// <summary>Fetches the keys when this one is not among those at hand.</summary>
    /// <returns>False when there are none at all, since Identity does not answer.</returns>
    public async ValueTask<bool> LookForAsync(string? keyId)
    {
        if (_keys is { } known && time.GetUtcNow() - known.At < Keep && (keyId is null || known.Ids.Contains(keyId)))
            return true;
        await _one.WaitAsync();
        try
        {
            var now = time.GetUtcNow();
            var old = _keys is not { } kept || now - kept.At >= Keep;
            var unknown = !old && keyId is not null && !_keys!.Ids.Contains(keyId) && now - _unknownAt >= BetweenUnknown;
            if (unknown)
                _unknownAt = now;
            if (old || unknown)
                await FetchAsync(now);
            return _keys is not null;
        }
        finally
        {
            _one.Release();
        }
    }

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) =>
        Task.FromResult(_keys?.Configuration ?? new OpenIdConnectConfiguration { Issuer = Authentication.Issuer });

    /// <summary>Nothing: it was looked for before the token was checked.</summary>
    public void RequestRefresh()
    {
    }

    public void Dispose()
    {
        http.Dispose();
        _one.Dispose();
    }

    private async Task FetchAsync(DateTimeOffset now)
    {
        try
        {
            var keys = new JsonWebKeySet(await http.GetStringAsync($"{authority}/.well-known/jwks.json"));
            var configuration = new OpenIdConnectConfiguration { Issuer = Authentication.Issuer, JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys())
                configuration.SigningKeys.Add(key);
            _keys = new(configuration, [.. keys.Keys.Select(k => k.Kid)], now);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            // Those at hand count on: keys that sign now have been published for a day.
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace Platform.Gateway.Sessions;

/// <summary>The access token of a browser's session, refreshed at the server before it runs out.</summary>
public sealed class SessionTokens(IdentityClient identity, TimeProvider time)
{
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";
    private const string ExpiresAt = "expires_at";
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    // A refresh token is good once: of the calls of one session that come together only one may use it. The others wait for its outcome.
    private readonly ConcurrentDictionary<string, Lazy<Task<IdentityClient.Tokens?>>> _refreshing = new();

    public void Put(AuthenticationProperties properties, IdentityClient.Tokens tokens) => properties.StoreTokens(
    [
        new() { Name = AccessToken, Value = tokens.AccessToken },
        new() { Name = RefreshToken, Value = tokens.RefreshToken },
        new() { Name = ExpiresAt, Value = time.GetUtcNow().AddSeconds(tokens.ExpiresIn).ToString("O", CultureInfo.InvariantCulture) },
    ]);

    /// <summary>A valid access token of the session, or null when there is no session or it cannot be refreshed any more.</summary>
    public async Task<string?> GetAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(BrowserSessions.Scheme);
        if (!session.Succeeded)
            return null;
        var properties = session.Properties;
        if (DateTimeOffset.Parse(properties.GetTokenValue(ExpiresAt)!, CultureInfo.InvariantCulture) - Ahead > time.GetUtcNow())
            return properties.GetTokenValue(AccessToken);

        var refresh = properties.GetTokenValue(RefreshToken)!;
        var running = _refreshing.GetOrAdd(refresh, key => new(() => RefreshAsync(context, session, key)));
        var tokens = await running.Value;
        return tokens?.AccessToken;
    }

    private async Task<IdentityClient.Tokens?> RefreshAsync(HttpContext context, AuthenticateResult session, string refresh)
    {
        try
        {
            var fresh = await identity.RequestAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }, CancellationToken.None);
            if (fresh.Failure is not null)
                return null;
            Put(session.Properties!, fresh.Value);
            await context.SignInAsync(BrowserSessions.Scheme, session.Principal!, session.Properties);
            return fresh.Value;
        }
        finally
        {
            // Calls that read the session before it was renewed still come with the old token for a moment.
            _ = Task.Delay(TimeSpan.FromSeconds(30)).ContinueWith(_ => _refreshing.TryRemove(refresh, out Lazy<Task<IdentityClient.Tokens?>>? _), TaskScheduler.Default);
        }
    }
}

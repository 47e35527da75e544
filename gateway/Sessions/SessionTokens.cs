using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Platform.ServiceDefaults.Errors;

namespace Platform.Gateway.Sessions;

/// <summary>The access token of a browser's session, refreshed at the server before it runs out.</summary>
public sealed class SessionTokens(IdentityClient identity, TimeProvider time)
{
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";
    private const string ExpiresAt = "expires_at";
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    // A refresh token is good once: of the calls of one session that come together only one may use it. The others wait for its outcome.
    private readonly ConcurrentDictionary<string, Lazy<Task<Result<IdentityClient.Tokens>>>> _refreshing = new();

    public void Put(AuthenticationProperties properties, IdentityClient.Tokens tokens) => properties.StoreTokens(
    [
        new() { Name = AccessToken, Value = tokens.AccessToken },
        new() { Name = RefreshToken, Value = tokens.RefreshToken },
        new() { Name = ExpiresAt, Value = time.GetUtcNow().AddSeconds(tokens.ExpiresIn).ToString("O", CultureInfo.InvariantCulture) },
    ]);

    /// <summary>
    /// A valid access token of the session; null when there is no session or it cannot be refreshed any more; a failure when
    /// Identity does not answer, which says nothing about the session.
    /// </summary>
    public async Task<Result<string?>> GetAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(BrowserSessions.Scheme);
        if (!session.Succeeded)
            return (string?)null!;
        var properties = session.Properties;
        if (DateTimeOffset.Parse(properties.GetTokenValue(ExpiresAt)!, CultureInfo.InvariantCulture) - Ahead > time.GetUtcNow())
            return properties.GetTokenValue(AccessToken)!;

        var refresh = properties.GetTokenValue(RefreshToken)!;
        var tokens = await _refreshing.GetOrAdd(refresh, key => new(() => RefreshAsync(context, session, key))).Value;
        if (tokens.Failure is not { } failure)
            return tokens.Value.AccessToken;
        return failure.Error.Status >= 500 ? failure : (string?)null!;
    }

    private async Task<Result<IdentityClient.Tokens>> RefreshAsync(HttpContext context, AuthenticateResult session, string refresh)
    {
        var decided = false;
        try
        {
            var fresh = await identity.RequestAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }, CancellationToken.None);
            decided = fresh.Failure is null || fresh.Failure.Error.Status < 500;
            if (fresh.Failure is null)
            {
                Put(session.Properties!, fresh.Value);
                await context.SignInAsync(BrowserSessions.Scheme, session.Principal!, session.Properties);
            }
            return fresh;
        }
        finally
        {
            // Calls that read the session before it was renewed still come with the old token for a moment. An Identity that did not answer is asked again.
            if (decided)
                _ = Task.Delay(Linger).ContinueWith(_ => Forget(refresh), TaskScheduler.Default);
            else
                Forget(refresh);
        }
    }

    private void Forget(string refresh) => _refreshing.TryRemove(refresh, out _);
}

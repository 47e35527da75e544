using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Sessions;

/// <summary>The tokens of a browser's session as they lie in its ticket, and what the access token says of itself.</summary>
public sealed record HeldTokens(string Access, string Refresh, TokenMark Mark)
{
    private const string AccessName = "access_token";
    private const string RefreshName = "refresh_token";
    private const string MarkPrefix = "mark.";

    private static readonly string[] MarkClaims = [Claims.Subject, Claims.Version, Claims.Session, Claims.ExpiresAt];

    public static void Put(AuthenticationProperties properties, IdentityClient.Tokens tokens)
    {
        // Read once here, from Identity's own answer, and not at every call.
        var access = new JsonWebToken(tokens.AccessToken);
        properties.StoreTokens(
        [
            new() { Name = AccessName, Value = tokens.AccessToken },
            new() { Name = RefreshName, Value = tokens.RefreshToken },
            .. from claim in MarkClaims
               where access.TryGetPayloadValue<object>(claim, out _)
               let value = Convert.ToString(access.GetPayloadValue<object>(claim), CultureInfo.InvariantCulture)!
               select new AuthenticationToken { Name = MarkPrefix + claim, Value = value },
        ]);
    }

    /// <summary>Null for a session of before the tokens were kept like this: it is signed in to anew.</summary>
    public static HeldTokens? Of(AuthenticationProperties properties) =>
        properties.GetTokenValue(AccessName) is { } access && properties.GetTokenValue(RefreshName) is { } refresh
            ? new(access, refresh, TokenMark.Of(claim => properties.GetTokenValue(MarkPrefix + claim)))
            : null;
}

using System.Globalization;
using System.Security.Claims;

namespace Platform.ServiceDefaults.Security;

/// <summary>What a token says of itself, by which it can be made void before it runs out.</summary>
/// <param name="Subject">User or API client.</param>
/// <param name="Version">Of the holder's account when the token was issued; closing or changing an account counts it up.</param>
/// <param name="Session">The sign-in it came from; null for machines.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record TokenMark(string Subject, long Version, string? Session, DateTimeOffset ExpiresAt)
{
    /// <summary>Holder of a session in the list of revocations; no user name and no client id has a colon in it.</summary>
    public const string SessionPrefix = "session:";

    /// <summary>The session as <see cref="Revocation.Holder"/>, put together once and not at every look.</summary>
    public string? SessionHolder { get; } = Session is null ? null : SessionPrefix + Session;

    public static TokenMark Of(ClaimsPrincipal token) => Of(type => token.FindFirstValue(type));

    /// <param name="claim">Value of a claim by its name; null when the token has none.</param>
    public static TokenMark Of(Func<string, string?> claim) => new(
        claim(Claims.Subject) ?? "",
        Number(claim(Claims.Version)),
        claim(Claims.Session),
        DateTimeOffset.FromUnixTimeSeconds(Number(claim(Claims.ExpiresAt))));

    // Tokens of before there were versions have none: as good as the first.
    private static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>Tokens made void.</summary>
/// <param name="Holder">Subject, or <see cref="TokenMark.SessionPrefix"/> and the session.</param>
/// <param name="Below">Its tokens of a lower version are void.</param>
public sealed record Revocation(string Holder, long Below);

/// <summary>All revocations at one moment, by holder.</summary>
/// <param name="version">Of the list, as Identity named it.</param>
public sealed class RevocationList(string version, IEnumerable<Revocation> revocations)
{
    private readonly Dictionary<string, long> _below = revocations.ToDictionary(r => r.Holder, r => r.Below);

    public string Version { get; } = version;

    public bool Voids(TokenMark token) => _below.Count > 0
        && ((_below.TryGetValue(token.Subject, out var below) && token.Version < below)
            || (token.SessionHolder is { } session && _below.ContainsKey(session)));
}

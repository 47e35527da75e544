using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Identity.Keys;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Tokens;

/// <summary>Makes access tokens (15 minutes) and refresh tokens (12 hours, one use).</summary>
public sealed class TokenIssuer(SigningKeys keys, TimeProvider time)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(12);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="version">Of the account, see <see cref="TokenMark"/>.</param>
    /// <param name="session">The sign-in; null for machines.</param>
    public string Access(string subject, string displayName, string unit, string roles, string? office = null, long version = 0, Guid? session = null)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [Claims.Subject] = subject,
            [Claims.Name] = displayName,
            [Claims.Unit] = unit,
            [Claims.Role] = roles.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            [Claims.Version] = version,
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        if (office is not null)
            claims[Claims.Office] = office;
        if (session is { } signIn)
            claims[Claims.Session] = SessionOf(signIn);
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authentication.Issuer,
            Audience = Authentication.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + AccessLifetime,
            SigningCredentials = new(keys.Current, SecurityAlgorithms.EcdsaSha256),
            Claims = claims,
        });
    }

    /// <summary>A family of refresh tokens as it stands in the access tokens of its sign-in.</summary>
    public static string SessionOf(Guid family) => family.ToString("N");

    public static string NewSecret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

namespace Platform.Identity.Storage;

/// <summary>A refresh token, kept as a hash. Each is good once; the second use of one revokes its whole family.</summary>
public sealed class RefreshTokenRow
{
    public required string TokenHash { get; init; }
    public required Guid Family { get; init; }
    public required string UserName { get; init; }

    /// <summary>The user's at the sign-in.</summary>
    public long SignInVersion { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Access tokens that are void before they run out; forgotten when the last of them has.</summary>
public sealed class RevocationRow
{
    /// <summary>Subject of the tokens, or <c>session:</c> and their session.</summary>
    public required string Holder { get; init; }

    /// <summary>Those with a lower version are void.</summary>
    public long Below { get; set; }
    public DateTimeOffset Until { get; set; }
}

public sealed class SigningKeyRow
{
    public required string KeyId { get; init; }

    /// <summary>1, 2, 3 …: each signs until the next one does.</summary>
    public int Generation { get; init; }

    /// <summary>PKCS#8, PEM, sealed (<see cref="Keys.KeySeal"/>).</summary>
    public required string PrivateKey { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SignsFrom { get; init; }
}

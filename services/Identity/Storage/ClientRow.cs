namespace Platform.Identity.Storage;

/// <summary>A machine that calls the API with its own credentials.</summary>
public sealed class ClientRow
{
    public required string ClientId { get; init; }

    /// <summary>What it is for, as the administrator called it; empty for those of before there were names.</summary>
    public required string Name { get; set; }
    public required string SecretHash { get; set; }

    /// <summary>The secret before this one, good until <see cref="OldSecretUntil"/>.</summary>
    public string? OldSecretHash { get; set; }
    public DateTimeOffset? OldSecretUntil { get; set; }
    public required string Unit { get; set; }
    public required string Roles { get; set; }

    /// <summary>Revoked, for good.</summary>
    public bool Disabled { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last got a token, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>As with users.</summary>
    public long TokenVersion { get; set; }
}

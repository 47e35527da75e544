namespace Platform.Identity.Storage;

public sealed class UserRow
{
    public required string UserName { get; init; }
    public required string DisplayName { get; set; }
    public required string Unit { get; set; }

    /// <summary>Role names, separated by a blank.</summary>
    public required string Roles { get; set; }
    public string? Office { get; set; }

    /// <summary>Post (chức vụ), as it is shown.</summary>
    public string? Title { get; set; }
    public string? Email { get; set; }
    public required string PasswordHash { get; set; }
    public bool Disabled { get; set; }
    public bool Demo { get; init; }
    public int FailedAttempts { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Stands in the user's tokens; counted up, those of before are void.</summary>
    public long TokenVersion { get; set; }

    /// <summary>Stands with the user's refresh tokens; counted up, the sign-ins of before are over.</summary>
    public long SignInVersion { get; set; }
}

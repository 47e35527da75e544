using Microsoft.AspNetCore.Identity;
using Platform.Identity.Storage;

namespace Platform.Identity.Users;

/// <summary>Password hashes by ASP.NET Core Identity's hasher (PBKDF2, HMAC-SHA512, salted).</summary>
public sealed class Passwords
{
    private static readonly PasswordHasher<UserRow> Hasher = new();
    private readonly string _nobody;

    public Passwords() => _nobody = Hash(Guid.NewGuid().ToString());

    public string Hash(string password) => Hasher.HashPassword(null!, password);

    public bool Verify(string hash, string password) =>
        Hasher.VerifyHashedPassword(null!, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Spends the time of a check, so that an unknown user name cannot be told by the clock.</summary>
    public void VerifyNothing(string password) => Verify(_nobody, password);
}

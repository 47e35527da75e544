using System.Security.Cryptography;
using System.Text;

namespace Platform.ServiceDefaults.Storage;

/// <summary>The answer given to a write that carried an <c>Idempotency-Key</c>, stored in the same transaction as the write.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>User, use case and the caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request, hexadecimal: the same key with another request is refused.</summary>
    public required string RequestHash { get; init; }

    public required string Response { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static string HashOf(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;

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

    /// <summary>The stored answer, null when the key is new, or a failure when the key belongs to another request.</summary>
    public static async Task<Result<string?>> FindAsync(PlatformDb db, string key, string requestHash, CancellationToken stop)
    {
        var record = await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.Key == key, stop);
        if (record is null)
            return (string?)null!;
        if (record.RequestHash != requestHash)
            return new Failure(RequestErrors.KeyReused, "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.");
        return record.Response;
    }
}

using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Security;

/// <summary>A token whose signature was right.</summary>
public sealed record KnownToken(ClaimsPrincipal Principal, TokenMark Mark);

/// <summary>
/// Tokens whose signature was checked less than a minute ago, by hash, so that a person's next calls need not pay for it again.
/// Never beyond the token's own expiry. Bounded: when full it starts anew. Whether one is void meanwhile is asked at every call
/// (<see cref="RevokedTokens"/>).
/// </summary>
public sealed class KnownTokens(TimeProvider time)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<UInt128, (KnownToken Token, DateTimeOffset Until)> _known = new();

    public KnownToken? Find(HttpRequest request) =>
        KeyOf(request) is { } key && _known.TryGetValue(key, out var found) && time.GetUtcNow() < found.Until ? found.Token : null;

    /// <param name="expiresAt">UTC.</param>
    public void Add(HttpRequest request, KnownToken token, DateTime expiresAt)
    {
        if (KeyOf(request) is not { } key)
            return;
        if (_known.Count >= Most)
            _known.Clear();
        var expires = new DateTimeOffset(DateTime.SpecifyKind(expiresAt, DateTimeKind.Utc));
        var until = time.GetUtcNow() + Keep;
        _known[key] = (token, until < expires ? until : expires);
    }

    /// <summary>Half of the header's SHA-256: 128 bits that nobody can aim at.</summary>
    private static UInt128? KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length is 0 or > 8192)
            return null;
        Span<byte> bytes = stackalloc byte[header.Length * 3];
        var length = Encoding.UTF8.GetBytes(header, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

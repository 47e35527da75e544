using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Platform.Identity.Storage;

namespace Platform.Identity.Keys;

/// <summary>The ES256 key pairs as this instance has them in hand: one signs, those before and after it are published too.</summary>
public sealed class SigningKeys(KeySeal seal, TimeProvider time)
{
    private volatile IReadOnlyList<Pair> _pairs = [];

    private sealed record Pair(KeyTimes Times, ECDsaSecurityKey Key, JsonWebKey Public);

    public ECDsaSecurityKey Current
    {
        get
        {
            var pairs = _pairs;
            var signing = KeyPlan.Signing([.. pairs.Select(p => p.Times)], time.GetUtcNow());
            return pairs.First(p => p.Times == signing).Key;
        }
    }

    public IReadOnlyList<JsonWebKey> Published => [.. _pairs.Select(p => p.Public)];

    /// <param name="rows">In order of their generation.</param>
    public void Take(IReadOnlyList<SigningKeyRow> rows)
    {
        var known = _pairs.ToDictionary(p => p.Key.KeyId);
        _pairs = [.. rows.Select(r => known.GetValueOrDefault(r.KeyId) ?? Load(r))];
    }

    public SigningKeyRow New(int generation, DateTimeOffset signsFrom)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return new()
        {
            KeyId = id,
            Generation = generation,
            PrivateKey = seal.Seal(id, fresh.ExportPkcs8PrivateKeyPem()),
            CreatedAt = time.GetUtcNow(),
            SignsFrom = signsFrom,
        };
    }

    private Pair Load(SigningKeyRow row)
    {
        var pair = ECDsa.Create();
        pair.ImportFromPem(seal.Open(row.KeyId, row.PrivateKey));
        var key = new ECDsaSecurityKey(pair) { KeyId = row.KeyId };
        return new(new(row.Generation, row.SignsFrom), key, Publish(key));
    }

    private static JsonWebKey Publish(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            Kty = "EC",
            Crv = "P-256",
            Use = "sig",
            Alg = SecurityAlgorithms.EcdsaSha256,
            Kid = key.KeyId,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}

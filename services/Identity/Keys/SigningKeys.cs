using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Platform.Identity.Storage;

namespace Platform.Identity.Keys;

/// <summary>The ES256 key pairs: one signs, retired ones stay published until their tokens have run out. Made at the first start.</summary>
public sealed class SigningKeys(TimeProvider time)
{
    public ECDsaSecurityKey Current { get; private set; } = null!;

    public IReadOnlyList<JsonWebKey> Published { get; private set; } = [];

    public async Task LoadAsync(IdentityDb db)
    {
        var rows = await db.SigningKeys.Where(k => k.RetiredAt == null).OrderByDescending(k => k.CreatedAt).ToListAsync();
        if (rows.Count == 0)
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var row = new SigningKeyRow
            {
                KeyId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                PrivateKey = fresh.ExportPkcs8PrivateKeyPem(),
                CreatedAt = time.GetUtcNow(),
            };
            db.SigningKeys.Add(row);
            await db.SaveChangesAsync();
            rows.Add(row);
        }
        var keys = rows.ConvertAll(Load);
        Current = keys[0];
        Published = keys.ConvertAll(Publish);
    }

    private static ECDsaSecurityKey Load(SigningKeyRow row)
    {
        var pair = ECDsa.Create();
        pair.ImportFromPem(row.PrivateKey);
        return new(pair) { KeyId = row.KeyId };
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

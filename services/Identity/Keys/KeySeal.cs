using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Keys;

/// <summary>Seals private keys for the database (AES-256-GCM): a copy of the database alone signs nothing.</summary>
public sealed class KeySeal
{
    public const int KeyBytes = 32;
    private const string Prefix = "v1.";

    private readonly byte[] _key;
    private readonly string _where;

    public KeySeal(IOptions<KeyOptions> options, IOptions<StorageOptions> storage)
    {
        var file = options.Value.EncryptionKeyFile ?? Path.Combine(storage.Value.Directory, "keys", "identity.key");
        (_key, _where) = options.Value.EncryptionKey is { Length: > 0 } told ? (Convert.FromBase64String(told), "Keys:EncryptionKey") : (FromFile(file), file);
    }

    /// <summary>False for those that were stored before there was a seal.</summary>
    public static bool IsSealed(string stored) => stored.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="keyId">Bound to the sealed text, so that no row can take another's key.</param>
    public string Seal(string keyId, string pem)
    {
        var plain = Encoding.UTF8.GetBytes(pem);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(_key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(keyId));
        return Prefix + Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    public string Open(string keyId, string stored)
    {
        if (!IsSealed(stored))
            return stored;
        var bytes = Convert.FromBase64String(stored[Prefix.Length..]).AsSpan();
        var nonce = bytes[..AesGcm.NonceByteSizes.MaxSize];
        var tag = bytes.Slice(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var cipher = bytes[(nonce.Length + tag.Length)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_key, tag.Length);
        try
        {
            aes.Decrypt(nonce, cipher, tag, plain, Encoding.UTF8.GetBytes(keyId));
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new InvalidOperationException(
                $"The signing keys in the database cannot be opened with {_where}. Bring back the one they were sealed with (it belongs to the backup, and is the "
                + "same at all instances), or delete the rows of signing_keys: new keys are made then, and everybody's access token is void.",
                error);
        }
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Written aside and moved, so that nobody reads half of it; of two that make it at once the first wins.</summary>
    private static void Ensure(string path)
    {
        if (File.Exists(path))
            return;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        PrivateFiles.Write(fresh, RandomNumberGenerator.GetBytes(KeyBytes));
        try
        {
            File.Move(fresh, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }

    /// <summary>The file's bytes; made when there is none.</summary>
    private static byte[] FromFile(string path)
    {
        try
        {
            Ensure(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{path}, which seals the signing keys, cannot be made: {error.Message} Set Keys:EncryptionKey instead.", error);
        }
        PrivateFiles.Tighten(path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidOperationException($"{path} has {key.Length} bytes; the key that seals the signing keys has {KeyBytes}.");
    }
}

using Microsoft.Extensions.Options;

namespace Platform.Identity.Keys;

/// <summary>How the signing keys are kept and changed (section <c>Keys</c>).</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    public int RotateEveryDays { get; set; } = 90;

    /// <summary>How long a new key is published before it signs: longer than any reader keeps the key set.</summary>
    public int PublishAheadHours { get; set; } = 24;

    /// <summary>32 bytes, base64, by which the private keys are sealed; the same at all instances. Without it <see cref="EncryptionKeyFile"/>.</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>File with those bytes, made at the first start; default: <c>keys/identity.key</c> beside the data.</summary>
    public string? EncryptionKeyFile { get; set; }
}

/// <summary>Tells everything that is wrong with the settings at once.</summary>
public sealed class KeyOptionsCheck : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        var wrong = new List<string>();
        // A service fetches the key set anew every hour.
        if (options.PublishAheadHours is < 2 or > 24 * 30)
            wrong.Add($"Keys:PublishAheadHours is {options.PublishAheadHours}; it must be from 2 to 720.");
        if (options.RotateEveryDays is < 1 or > 3650 || options.RotateEveryDays * 24 <= options.PublishAheadHours)
            wrong.Add($"Keys:RotateEveryDays is {options.RotateEveryDays}; it must be from 1 to 3650 and longer than Keys:PublishAheadHours.");
        if (options.EncryptionKey is { Length: > 0 } key && !IsKey(key))
            wrong.Add($"Keys:EncryptionKey must be {KeySeal.KeyBytes} bytes in base64 (openssl rand -base64 {KeySeal.KeyBytes}).");
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    private static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[KeySeal.KeyBytes];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == KeySeal.KeyBytes;
    }
}

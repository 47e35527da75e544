using System.Security.Cryptography;
using System.Text;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;

namespace Platform.Identity.Clients;

/// <summary>Which secrets open a client: the present one, and the one before it for as long as was chosen. Pure.</summary>
public static class ClientSecrets
{
    public static bool Opens(ClientRow client, string secret, DateTimeOffset now)
    {
        var hash = TokenIssuer.HashOf(secret);
        return Same(client.SecretHash, hash) || (client.OldSecretHash is { } old && now < client.OldSecretUntil && Same(old, hash));
    }

    /// <param name="overlap">How long the present secret stays good beside the new one; none: it ends now.</param>
    public static void Replace(ClientRow client, string fresh, TimeSpan overlap, DateTimeOffset now)
    {
        var stays = overlap > TimeSpan.Zero;
        client.OldSecretHash = stays ? client.SecretHash : null;
        client.OldSecretUntil = stays ? now + overlap : null;
        client.SecretHash = TokenIssuer.HashOf(fresh);
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}

using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Tokens;

/// <summary>Makes access tokens void before they run out. To be called within the transaction of the change that is the reason.</summary>
public static class Revoke
{
    // Until the last token made before has run out, with what clocks may differ by.
    private static readonly TimeSpan Keep = TokenIssuer.AccessLifetime + TimeSpan.FromMinutes(5);

    /// <summary>All access tokens of a user; the refresh tokens stay, so that the next access token says what holds now.</summary>
    public static Task TokensOfAsync(IdentityDb db, UserRow user, DateTimeOffset now, CancellationToken stop) =>
        AddAsync(db, user.UserName, ++user.TokenVersion, now, stop);

    public static Task TokensOfAsync(IdentityDb db, ClientRow client, DateTimeOffset now, CancellationToken stop) =>
        AddAsync(db, client.ClientId, ++client.TokenVersion, now, stop);

    /// <summary>One sign-in: its refresh tokens and the access tokens made from them.</summary>
    public static async Task SessionAsync(IdentityDb db, Guid family, DateTimeOffset now, CancellationToken stop)
    {
        DateTimeOffset? at = now;
        await db.RefreshTokens.Where(t => t.Family == family && t.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, at), stop);
        await AddAsync(db, TokenMark.SessionPrefix + TokenIssuer.SessionOf(family), long.MaxValue, now, stop);
        await db.SaveChangesAsync(stop);
    }

    private static async Task AddAsync(IdentityDb db, string holder, long below, DateTimeOffset now, CancellationToken stop)
    {
        if (await db.Revocations.SingleOrDefaultAsync(r => r.Holder == holder, stop) is { } known)
            (known.Below, known.Until) = (below, now + Keep);
        else
            db.Revocations.Add(new() { Holder = holder, Below = below, Until = now + Keep });
    }
}

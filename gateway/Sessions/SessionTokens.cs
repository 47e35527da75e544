using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Sessions;

/// <summary>
/// The access token of a browser's session, renewed at the server before it runs out or when it is void. Then Identity decides: another
/// token with the rights that hold now, or the session is over.
/// </summary>
public sealed class SessionTokens(IdentityClient identity, SessionStore store, RevokedTokens revoked, TimeProvider time)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    // In looks, not by the clock, which may stand still: as long as Identity is given to answer.
    private const int MostLooks = 200;

    /// <summary>A session as it stands: who, and by which token.</summary>
    public sealed record Current(ClaimsPrincipal User, string AccessToken);

    /// <summary>
    /// The session with a token that is good; null when there is none or it is over; a failure when Identity does not answer, which says
    /// nothing about the session.
    /// </summary>
    public async Task<Result<Current?>> GetAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(BrowserSessions.Scheme);
        if (!session.Succeeded || HeldTokens.Of(session.Properties) is not { } held)
            return (Current?)null!;
        return await StandingAsync(held) switch
        {
            TokenStanding.Good => new Current(session.Principal, held.Access),
            TokenStanding.Unknown => Problems.ByStatus(503)!,
            _ => await RenewAsync(context, SessionStore.KeyOf(session.Properties), held),
        };
    }

    private async ValueTask<TokenStanding> StandingAsync(HeldTokens held) =>
        held.Mark.ExpiresAt - Ahead <= time.GetUtcNow() ? TokenStanding.Void : await revoked.StandingAsync(held.Mark);

    /// <summary>One call of the session, at whichever gateway, renews; the others wait until its outcome is stored.</summary>
    private async Task<Result<Current?>> RenewAsync(HttpContext context, string key, HeldTokens old)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var claimed = await store.ClaimRenewalAsync(key);
            var stored = await store.RetrieveAsync(key);
            if (stored is null)
                return (Current?)null!;
            var held = HeldTokens.Of(stored.Properties)!;
            if (held.Refresh != old.Refresh)
            {
                if (claimed)
                    await store.GiveUpRenewalAsync(key);
                return new Current(stored.Principal, held.Access);
            }
            if (claimed)
                return await AskAsync(context, key, stored, held);
            await Task.Delay(LookAgain);
        }
        return Problems.ByStatus(503)!;
    }

    private async Task<Result<Current?>> AskAsync(HttpContext context, string key, AuthenticationTicket stored, HeldTokens held)
    {
        // Not ended with the call: a refresh token that was used has to be followed by the new one in the store.
        var fresh = await identity.RequestAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = held.Refresh }, CancellationToken.None);
        if (fresh.Failure is { } failure)
        {
            if (failure.Error.Status < 500)
            {
                await context.SignOutAsync(BrowserSessions.Scheme);
                return (Current?)null!;
            }
            await store.GiveUpRenewalAsync(key);
            return failure;
        }
        HeldTokens.Put(stored.Properties, fresh.Value);
        var who = await identity.WhoAsync(fresh.Value.AccessToken, CancellationToken.None);
        // Roles and office may have changed; the session's own marks stay.
        var csrf = stored.Principal.FindFirst(BrowserSessions.CsrfClaim)!.Value;
        var user = who.Failure is null ? BrowserSessions.UserOf(who.Value, csrf) : stored.Principal;
        await store.RenewAsync(key, new(user, stored.Properties, BrowserSessions.Scheme));
        return new Current(user, fresh.Value.AccessToken);
    }
}

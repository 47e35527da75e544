using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.SignIn;

/// <summary>
/// Ends a sign-in (OAuth 2.0 token revocation, RFC 7009): whoever shows a refresh token gives up its whole family and the access tokens
/// made from it. A token that is not known is as good as ended.
/// </summary>
public static class RevokeEndpoint
{
    /// <summary>The form as it is described.</summary>
    /// <param name="Token">The refresh token.</param>
    private sealed record RevokeForm(string Token);

    public static void MapRevoke(this WebApplication app) =>
        app.For(Rights.Anyone).MapPost("/api/identity/token/revoke", async (HttpRequest request, IdentityDb db, TimeProvider time, CancellationToken stop) =>
        {
            var form = await TokenEndpoint.FormAsync(request, stop);
            if (form.Failure is { } failure)
                return failure.ToProblem();
            var hash = TokenIssuer.HashOf(form.Value["token"].ToString());
            await db.WriteAsync(
                async () =>
                {
                    if (await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, stop) is { } token)
                        await Revoke.SessionAsync(db, token.Family, time.GetUtcNow(), stop);
                    return true;
                },
                stop);
            return Results.Ok();
        }).DisableAntiforgery()
            .Accepts<RevokeForm>("application/x-www-form-urlencoded")
            .Produces(200)
            .WithSummary("OAuth2 token revocation: the refresh token in the field token, and all made from it");
}

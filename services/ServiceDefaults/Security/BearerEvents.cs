using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Security;

/// <summary>A call's token: known or checked anew, and void or not, at every call.</summary>
internal sealed class BearerEvents(TimeProvider time, RevokedTokens revoked, KeySet keys) : JwtBearerEvents
{
    private static readonly object Unanswered = new();
    private readonly KnownTokens _known = new(time);

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (_known.Find(context.Request) is not { } token)
        {
            if (KeyIdOf(context.Request) is { } keyId && !await keys.LookForAsync(keyId))
            {
                context.HttpContext.Items[Unanswered] = Unanswered;
                context.Fail("Identity does not answer for its keys.");
            }
            return;
        }
        if (await RefusalAsync(context.HttpContext, token.Mark) is { } refusal)
        {
            context.Fail(refusal);
            return;
        }
        context.Principal = token.Principal;
        context.Success();
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var token = new KnownToken(context.Principal!, TokenMark.Of(context.Principal!));
        _known.Add(context.Request, token, context.SecurityToken.ValidTo);
        if (await RefusalAsync(context.HttpContext, token.Mark) is { } refusal)
            context.Fail(refusal);
    }

    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        if (context.HttpContext.Items.ContainsKey(Unanswered))
        {
            await Problems.WriteAsync(context.HttpContext, Problems.ByStatus(503)!);
            return;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.WriteAsync(context.HttpContext, Problems.ByStatus(401)!);
    }

    public override Task Forbidden(ForbiddenContext context) => Problems.WriteAsync(context.HttpContext, Problems.ByStatus(403)!);

    /// <summary>Which key the token says it was signed with; null for what is no token, which the check itself refuses.</summary>
    private static string? KeyIdOf(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return new JsonWebToken(header[Scheme.Length..].Trim()).Kid;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }

    private async ValueTask<string?> RefusalAsync(HttpContext http, TokenMark token)
    {
        var standing = await revoked.StandingAsync(token);
        if (standing == TokenStanding.Unknown)
            http.Items[Unanswered] = Unanswered;
        return standing switch
        {
            TokenStanding.Good => null,
            TokenStanding.Void => "The token is void.",
            _ => "Identity does not answer for revocations.",
        };
    }
}

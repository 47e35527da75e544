using System.Text.Json.Serialization;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.SignIn;

/// <summary>OAuth 2.0 token endpoint (RFC 6749): password, refresh_token, client_credentials.</summary>
public static class TokenEndpoint
{
    /// <summary>The form as it is described; which fields there are goes by the grant (RFC 6749, 4.3.2, 4.4.2, 6).</summary>
    private sealed record TokenForm(
        [property: JsonPropertyName("grant_type")] string GrantType,
        [property: JsonPropertyName("username")] string? UserName = null,
        [property: JsonPropertyName("password")] string? Password = null,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken = null,
        [property: JsonPropertyName("client_id")] string? ClientId = null,
        [property: JsonPropertyName("client_secret")] string? ClientSecret = null);

    /// <param name="ExpiresIn">Seconds until the access token runs out.</param>
    /// <param name="RefreshToken">Absent for client_credentials.</param>
    public sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken);

    /// <summary>An OAuth error (RFC 6749, 5.2) that also carries the platform's stable code.</summary>
    public sealed record TokenError(
        string Error,
        [property: JsonPropertyName("error_description")] string ErrorDescription,
        string Code, int Status, string Title, string Detail);

    public static void MapTokens(this WebApplication app) =>
        app.For(Rights.Anyone).MapPost("/api/identity/token", async (
            HttpRequest request, IdentityDb db, TokenIssuer issuer, Passwords passwords, TimeProvider time, CancellationToken stop) =>
        {
            var read = await FormAsync(request, stop);
            if (read.Failure is { } unreadable)
                return unreadable.ToProblem();
            var form = read.Value;
            var grants = new Grants(db, issuer, passwords, time);
            var result = form["grant_type"].ToString() switch
            {
                "password" => await grants.PasswordAsync(form["username"].ToString(), form["password"].ToString(), stop),
                "refresh_token" => await grants.RefreshAsync(form["refresh_token"].ToString(), stop),
                "client_credentials" => await grants.ClientAsync(form["client_id"].ToString(), form["client_secret"].ToString(), stop),
                var other => new Failure(TokenErrors.UnsupportedGrant, $"Không hỗ trợ grant_type “{other}”."),
            };
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return result.ToToken();
        }).DisableAntiforgery()
            .Accepts<TokenForm>("application/x-www-form-urlencoded")
            .Produces<TokenAnswer>().Produces<TokenError>(400)
            .WithSummary("OAuth2 token: password, refresh_token, client_credentials");

    internal static async Task<Result<IFormCollection>> FormAsync(HttpRequest request, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return Problems.ByStatus(415)!;
        try
        {
            return new FormCollection((await request.ReadFormAsync(stop)).ToDictionary());
        }
        catch (Exception error) when (RequestBodies.IsUnreadable(error))
        {
            return Problems.ByStatus(400)!;
        }
    }

    private static IResult ToToken(this Result<TokenAnswer> result)
    {
        if (result.Failure is not { } failure)
            return Results.Json(result.Value);
        var error = failure.Error == TokenErrors.UnsupportedGrant ? "unsupported_grant_type"
            : failure.Error == TokenErrors.BadClient ? "invalid_client"
            : "invalid_grant";
        return Results.Json(
            new TokenError(error, failure.Detail, failure.Error.Code, failure.Error.Status, failure.Error.Title, failure.Detail),
            statusCode: failure.Error.Status,
            contentType: "application/problem+json");
    }
}

public static class TokenErrors
{
    public static readonly ErrorCode BadCredentials = new("IDN-0001", 400, "Wrong user name or password");
    public static readonly ErrorCode BadRefreshToken = new("IDN-0002", 400, "The refresh token is not valid");
    public static readonly ErrorCode BadClient = new("IDN-0003", 401, "Wrong client id or secret");
    public static readonly ErrorCode UnsupportedGrant = new("IDN-0004", 400, "The grant type is not supported");
    public static readonly ErrorCode Locked = new("IDN-0005", 400, "The account is locked for a while");
}

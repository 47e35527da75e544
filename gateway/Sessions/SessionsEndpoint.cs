using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Sessions;

/// <summary>Sign-in, sign-out and the session of the browser.</summary>
public static class SessionsEndpoint
{
    public const string SignInPath = "/bff/sign-in";

    public sealed record SignIn(string? UserName, string? Password);

    /// <param name="Csrf">To be shown in the header X-CSRF-Token of every call that changes something.</param>
    /// <param name="Now">The server's clock, by which deadlines are decided: the browser's own may be wrong.</param>
    public sealed record Session(
        string UserName, string DisplayName, string Unit, string UnitName, string UnitKind, IReadOnlyList<string> Roles, string Csrf, DateTimeOffset Now);

    /// <param name="Demo">Whether the data is invented; the pages say so.</param>
    public sealed record About(bool Demo);

    public static void MapSessions(this WebApplication app)
    {
        app.MapPost(SignInPath, SignInAsync);

        app.MapPost("/bff/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(BrowserSessions.Scheme);
            return Results.NoContent();
        });

        app.MapGet("/bff/about", (IConfiguration configuration) => Results.Ok(new About(configuration.GetValue<bool>("Gateway:Demo"))));

        app.MapGet("/bff/session", (ClaimsPrincipal user, TimeProvider time) => user.Identity?.IsAuthenticated == true
            ? Results.Ok(SessionOf(user, time))
            : Problems.ByStatus(401)!.ToProblem());
    }

    private static async Task<IResult> SignInAsync(
        SignIn input, HttpContext context, IdentityClient identity, SessionTokens tokens, TimeProvider time, CancellationToken stop)
    {
        var granted = await identity.RequestAsync(
            new() { ["grant_type"] = "password", ["username"] = input.UserName ?? "", ["password"] = input.Password ?? "" }, stop);
        if (granted.Failure is { } failure)
            return failure.ToProblem();
        var who = await identity.WhoAsync(granted.Value.AccessToken, stop);
        if (who.Failure is { } unknown)
            return unknown.ToProblem();
        var me = who.Value;
        var principal = new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(Claims.Subject, me.UserName), new(Claims.Name, me.DisplayName), new(Claims.Unit, me.Unit),
            new("unitName", me.UnitName), new("unitKind", me.UnitKind), new(BrowserSessions.CsrfClaim, BrowserSessions.NewCsrf()),
            .. me.Roles.Select(r => new Claim(Claims.Role, r)),
        ], BrowserSessions.Scheme, Claims.Subject, Claims.Role));
        var properties = new AuthenticationProperties { IsPersistent = false };
        tokens.Put(properties, granted.Value);
        await context.SignInAsync(BrowserSessions.Scheme, principal, properties);
        return Results.Ok(SessionOf(principal, time));
    }

    private static Session SessionOf(ClaimsPrincipal user, TimeProvider time)
    {
        string Value(string type) => user.FindFirst(type)?.Value ?? "";
        return new(
            Value(Claims.Subject), Value(Claims.Name), Value(Claims.Unit), Value("unitName"), Value("unitKind"),
            [.. user.FindAll(Claims.Role).Select(c => c.Value)], Value(BrowserSessions.CsrfClaim), time.GetUtcNow());
    }
}

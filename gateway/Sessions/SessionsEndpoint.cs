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

        app.MapPost("/bff/sign-out", async (HttpContext context, IdentityClient identity) =>
        {
            var session = await context.AuthenticateAsync(BrowserSessions.Scheme);
            await context.SignOutAsync(BrowserSessions.Scheme);
            // What was opened with its token ends too. The session is over in any case: an Identity that does not answer does not hold it up.
            if (session.Properties is { } properties && HeldTokens.Of(properties) is { } held)
                await identity.RevokeAsync(held.Refresh);
            return Results.NoContent();
        });

        app.MapGet("/bff/about", (IConfiguration configuration) => Results.Ok(new About(configuration.GetValue<bool>("Gateway:Demo"))));

        app.MapGet("/bff/session", async (HttpContext context, SessionTokens tokens, TimeProvider time) => (await tokens.GetAsync(context)).ToHttp(
            session => session is null ? Problems.ByStatus(401)!.ToProblem() : Results.Ok(SessionOf(session.User, time))));
    }

    private static async Task<IResult> SignInAsync(
        SignIn input, HttpContext context, IdentityClient identity, TimeProvider time, CancellationToken stop)
    {
        var granted = await identity.RequestAsync(
            new() { ["grant_type"] = "password", ["username"] = input.UserName ?? "", ["password"] = input.Password ?? "" }, stop);
        if (granted.Failure is { } failure)
            return failure.ToProblem();
        var who = await identity.WhoAsync(granted.Value.AccessToken, stop);
        if (who.Failure is { } unknown)
            return unknown.ToProblem();
        var principal = BrowserSessions.UserOf(who.Value, BrowserSessions.NewCsrf());
        var properties = new AuthenticationProperties { IsPersistent = false };
        HeldTokens.Put(properties, granted.Value);
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

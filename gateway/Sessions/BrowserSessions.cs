using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Sessions;

/// <summary>The session cookie: HttpOnly, SameSite=Strict, and a CSRF token that unsafe calls must show in a header.</summary>
public static class BrowserSessions
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string CsrfHeader = "X-CSRF-Token";
    public const string CsrfClaim = "csrf";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    public static void AddBrowserSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<IdentityClient>();
        builder.Services.AddSingleton<SessionTokens>();
        builder.Services.AddHostedService<SessionSweep>();
        builder.Services.AddAuthentication(Scheme).AddCookie();
        builder.Services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<SessionStore, TimeProvider>((cookie, store, time) =>
        {
            cookie.Cookie.Name = "platform.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Lifetime;
            cookie.SlidingExpiration = false;
            cookie.SessionStore = store;
            cookie.TimeProvider = time;
            cookie.Events.OnRedirectToLogin = context => Problems.WriteAsync(context.HttpContext, Problems.ByStatus(401)!);
            cookie.Events.OnRedirectToAccessDenied = context => Problems.WriteAsync(context.HttpContext, Problems.ByStatus(403)!);
        });
        builder.Services.AddAuthorization();
    }

    /// <summary>A sign-in starts a session of its own: it never takes over the one whose cookie the browser shows (session fixation).</summary>
    public static void UseFreshSignIn(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path == SessionsEndpoint.SignInPath)
            context.Request.Headers.Remove("Cookie");
        return next(context);
    });

    /// <summary>Unsafe calls made with the cookie must show the session's CSRF token; calls with a bearer token carry no cookie rights.</summary>
    public static void UseCsrfCheck(this WebApplication app) => app.Use(async (context, next) =>
    {
        var unsafeMethod = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !HttpMethods.IsOptions(context.Request.Method);
        var byCookie = context.User.Identity?.IsAuthenticated == true && context.Request.Headers.Authorization.Count == 0;
        if (unsafeMethod && byCookie && context.Request.Path != SessionsEndpoint.SignInPath
            && !Same(context.User.FindFirst(CsrfClaim)?.Value, context.Request.Headers[CsrfHeader].ToString()))
        {
            await Problems.WriteAsync(context, new(CsrfMissing, "Yêu cầu thiếu mã chống giả mạo; hãy tải lại trang."));
            return;
        }
        await next(context);
    });

    public static readonly ErrorCode CsrfMissing = new("AUTH-0003", 403, "The CSRF token is missing or wrong");

    public static string NewCsrf() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Who the session is of, as the pages show it; what they may do is decided by the token alone.</summary>
    public static ClaimsPrincipal UserOf(IdentityClient.Me me, string csrf) => new(new ClaimsIdentity(
    [
        new(Claims.Subject, me.UserName), new(Claims.Name, me.DisplayName), new(Claims.Unit, me.Unit),
        new("unitName", me.UnitName), new("unitKind", me.UnitKind), new(CsrfClaim, csrf),
        .. me.Roles.Select(r => new Claim(Claims.Role, r)),
    ], Scheme, Claims.Subject, Claims.Role));

    private static bool Same(string? expected, string shown) =>
        expected is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(shown));
}

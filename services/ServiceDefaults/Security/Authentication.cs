using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Security;

/// <summary>Access tokens: JWT, ES256, keys from the Identity service's published JWKS, checked in every service.</summary>
public static class Authentication
{
    public const string Issuer = "urn:platform:identity";
    public const string Audience = "platform";

    public static void AddPlatformAuthentication(this WebApplicationBuilder builder)
    {
        var authority = builder.Configuration["Services:Identity:Http"] ?? "http://127.0.0.1:5101";
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TimeProvider>((jwt, time) =>
        {
            jwt.MapInboundClaims = false;
            // Inside the cluster or on loopback the key set is fetched over plain HTTP; tokens themselves never travel here.
            jwt.RequireHttpsMetadata = false;
            jwt.MetadataAddress = $"{authority}/.well-known/openid-configuration";
            jwt.TokenValidationParameters = new()
            {
                ValidIssuer = Issuer,
                ValidAudience = Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                NameClaimType = Claims.Subject,
                RoleClaimType = Claims.Role,
                LifetimeValidator = (from, to, _, _) =>
                    to is { } end && time.GetUtcNow().UtcDateTime < end + Skew && (from is not { } start || time.GetUtcNow().UtcDateTime > start - Skew),
            };
            var known = new KnownTokens(time);
            jwt.Events = new()
            {
                OnMessageReceived = context =>
                {
                    if (known.Find(context.Request) is { } principal)
                    {
                        context.Principal = principal;
                        context.Success();
                    }
                    return Task.CompletedTask;
                },
                OnTokenValidated = context =>
                {
                    known.Add(context.Request, context.Principal!, context.SecurityToken.ValidTo);
                    return Task.CompletedTask;
                },
                OnChallenge = async context =>
                {
                    context.HandleResponse();
                    context.Response.Headers.WWWAuthenticate = "Bearer";
                    await Problems.WriteAsync(context.HttpContext, Problems.ByStatus(401)!);
                },
                OnForbidden = context => Problems.WriteAsync(context.HttpContext, Problems.ByStatus(403)!),
            };
        });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<RightsDoor>();
        builder.Services.AddSingleton<RightsCheck>();
        builder.Services.AddHostedService(sp => sp.GetRequiredService<RightsCheck>());
        builder.Services.AddScoped(sp => Caller.From(sp.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
    }

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Platform.Contracts.Grpc.Identity;
using Platform.ServiceDefaults.Calls;

namespace Platform.ServiceDefaults.Security;

/// <summary>Access tokens: JWT, ES256, keys from the Identity service's published JWKS, checked in every service.</summary>
public static class Authentication
{
    public const string Issuer = "urn:platform:identity";
    public const string Audience = "platform";

    public static void AddPlatformAuthentication(this WebApplicationBuilder builder)
    {
        builder.AddRevokedTokens();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider, RevokedTokens, KeySet>((jwt, time, revoked, keys) => Configure(jwt, time, keys, new BearerEvents(time, revoked, keys)));
        builder.Services.AddSingleton(services => new KeySet(
            new() { Timeout = TimeSpan.FromSeconds(5) }, builder.Configuration["Services:Identity:Http"] ?? "http://127.0.0.1:5101", services.GetRequiredService<TimeProvider>()));
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<RightsDoor>();
        builder.Services.AddSingleton<RightsCheck>();
        builder.Services.AddHostedService(sp => sp.GetRequiredService<RightsCheck>());
        builder.Services.AddScoped(sp => Caller.From(sp.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
    }

    /// <summary>Who keeps track of void tokens: every service, and the gateway for its sessions.</summary>
    public static void AddRevokedTokens(this WebApplicationBuilder builder)
    {
        // Whoever calls handles a call that failed; the poll alone would write a line every two seconds while Identity is away.
        builder.Logging.AddFilter("Grpc.Net.Client.Internal.GrpcCall", LogLevel.Error);
        builder.AddServiceClient<Revocations.RevocationsClient>("Identity");
        builder.Services.AddSingleton<IRevocationSource, IdentityRevocations>();
        builder.Services.AddSingleton<RevokedTokens>();
        builder.Services.AddHostedService<RevocationPoll>();
    }

    private static void Configure(JwtBearerOptions jwt, TimeProvider time, KeySet keys, BearerEvents events)
    {
        jwt.MapInboundClaims = false;
        // Inside the cluster or on loopback the key set is fetched over plain HTTP; tokens themselves never travel here.
        jwt.RequireHttpsMetadata = false;
        jwt.ConfigurationManager = keys;
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
        jwt.Events = events;
    }

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
}

using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Dapr.AspNetCore;
using Dapr.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dapr.AspNetCore
{
    /// <summary>The token that the sidecar sends to the application (docs.dapr.io, app API token).</summary>
    public class DaprAuthenticationOptions : AuthenticationSchemeOptions
    {
        internal const string DefaultScheme = "Dapr";

        /// <summary>APP_API_TOKEN of the environment unless set.</summary>
        public string? Token { get; set; } = DaprClientBuilder.Setting(null, "APP_API_TOKEN");
    }

    internal sealed class DaprAuthenticationHandler(IOptionsMonitor<DaprAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<DaprAuthenticationOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Check());

        private AuthenticateResult Check()
        {
            if (!Request.Headers.TryGetValue("dapr-api-token", out var token))
            {
                return AuthenticateResult.NoResult();
            }

            if (string.IsNullOrWhiteSpace(Options.Token))
            {
                return AuthenticateResult.Fail("App API Token not configured.");
            }

            // Same time for every wrong token.
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token.ToString()), Encoding.UTF8.GetBytes(Options.Token)))
            {
                return AuthenticateResult.Fail("Not authenticated.");
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "Dapr")], DaprAuthenticationOptions.DefaultScheme);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), DaprAuthenticationOptions.DefaultScheme));
        }
    }
}

namespace Microsoft.AspNetCore.Authentication
{
    /// <summary>Adds the scheme <c>Dapr</c>.</summary>
    public static class DaprAuthenticationBuilderExtensions
    {
        public static AuthenticationBuilder AddDapr(this AuthenticationBuilder builder) => builder.AddDapr(_ => { });

        public static AuthenticationBuilder AddDapr(this AuthenticationBuilder builder, Action<DaprAuthenticationOptions> configureOptions)
        {
            ArgumentNullException.ThrowIfNull(builder);
            return builder.AddScheme<DaprAuthenticationOptions, DaprAuthenticationHandler>(DaprAuthenticationOptions.DefaultScheme, configureOptions);
        }
    }
}

namespace Microsoft.AspNetCore.Authorization
{
    /// <summary>Adds the policy that asks for the sidecar's token.</summary>
    public static class DaprAuthorizationOptionsExtensions
    {
        public static void AddDapr(this AuthorizationOptions options, string name = "Dapr")
        {
            ArgumentNullException.ThrowIfNull(options);
            options.AddPolicy(name, policy => policy.AddAuthenticationSchemes(DaprAuthenticationOptions.DefaultScheme).RequireAuthenticatedUser());
        }
    }
}

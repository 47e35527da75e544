using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Platform.Gateway.Sessions;
using Platform.ServiceDefaults.Errors;

namespace Platform.Gateway.Limits;

/// <summary>Limits per caller (token, session or address): <c>Gateway:RequestsPerMinute</c> and <c>Gateway:SignInsPerMinute</c>.</summary>
public static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var requests = builder.Configuration.GetValue("Gateway:RequestsPerMinute", 30_000);
        var signIns = builder.Configuration.GetValue("Gateway:SignInsPerMinute", 1_200);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetFixedWindowLimiter(CallerOf(context), caller => new()
                {
                    PermitLimit = caller.StartsWith("sign-in", StringComparison.Ordinal) ? signIns : requests,
                    Window = TimeSpan.FromMinutes(1),
                }));
            limiter.OnRejected = async (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                    rejected.HttpContext.Response.Headers.RetryAfter = $"{Math.Ceiling(after.TotalSeconds)}";
                await Problems.WriteAsync(rejected.HttpContext, Problems.ByStatus(429)!);
            };
        });
    }

    private static string CallerOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (context.Request.Path == "/api/identity/token" || context.Request.Path == SessionsEndpoint.SignInPath)
            return $"sign-in {address}";
        if (context.User.Identity is { IsAuthenticated: true, Name: { } user })
            return $"session {user}";
        var token = context.Request.Headers.Authorization.ToString();
        return token.Length > 0 ? $"token {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}" : $"address {address}";
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Gateway.Proxy;

/// <summary>The gateway is ready when every service is.</summary>
public sealed class ServiceHealth(IHttpClientFactory clients, IConfiguration configuration, string service) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await clients.CreateClient().GetAsync($"{configuration[$"Services:{service}:Http"]}/health/ready", cancellationToken);
            return response.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{service}: {(int)response.StatusCode}");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"{service} does not answer", error);
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

namespace Platform.Gateway.Proxy;

/// <summary>The gateway is ready when every service has a replica that is.</summary>
public sealed class ServiceHealth(IHttpClientFactory clients, IProxyStateLookup proxy) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Asked now and not taken from the proxy's own rounds: who waits for a start wants to know this moment's state.
        var answers = await Task.WhenAll(proxy.GetClusters().Select(async cluster =>
        {
            foreach (var replica in cluster.Destinations.Values)
            {
                if (await IsReadyAsync(replica.Model.Config.Address, cancellationToken))
                    return null;
            }
            return cluster.ClusterId;
        }));
        var away = answers.OfType<string>().Order(StringComparer.Ordinal).ToList();
        return away.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Not ready: {string.Join(", ", away)}");
    }

    private async Task<bool> IsReadyAsync(string address, CancellationToken stop)
    {
        try
        {
            using var response = await clients.CreateClient().GetAsync($"{address.TrimEnd('/')}/health/ready", stop);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

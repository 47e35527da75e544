using Yarp.ReverseProxy.Configuration;

namespace Platform.Gateway.Proxy;

/// <summary>
/// Where a cluster's service is: <c>Services:{Cluster}:Http</c>, as everywhere in the platform, in place of the first destination of <c>proxy.json</c>.
/// Further replicas are further destinations (<c>ReverseProxy:Clusters:{Cluster}:Destinations:two:Address</c>).
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration) : IProxyConfigFilter
{
    private const string First = "one";

    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel) =>
        new(configuration[$"Services:{cluster.ClusterId}:Http"] is { Length: > 0 } address
            ? cluster with
            {
                Destinations = new Dictionary<string, DestinationConfig>(cluster.Destinations ?? new Dictionary<string, DestinationConfig>())
                {
                    [First] = new() { Address = address },
                },
            }
            : cluster);

    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => new(route);
}

using Yarp.ReverseProxy.Configuration;

namespace Platform.Gateway.Proxy;

/// <summary>
/// Where a cluster's service is: <c>Services:{Cluster}:Http</c>, as everywhere in the platform; several addresses, separated by a blank, are its replicas.
/// Without it the addresses of <c>proxy.json</c> stand.
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration) : IProxyConfigFilter
{
    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel) =>
        new(configuration[$"Services:{cluster.ClusterId}:Http"] is { Length: > 0 } addresses
            ? cluster with
            {
                Destinations = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index()
                    .ToDictionary(a => $"{a.Index + 1}", a => new DestinationConfig { Address = a.Item }),
            }
            : cluster);

    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => new(route);
}

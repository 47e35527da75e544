using Yarp.ReverseProxy.Configuration;

namespace Platform.LoadTests.Scenarios;

/// <summary>YARP with one route and nothing else: what a reverse proxy alone costs, whatever stands behind it.</summary>
public static class EmptyProxy
{
    public static async Task RunAsync(string target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "target", Match = new() { Path = "/{**rest}" } }],
            [new ClusterConfig { ClusterId = "target", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = target } } }]);
        await using var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        Console.WriteLine($"ready {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
    }
}

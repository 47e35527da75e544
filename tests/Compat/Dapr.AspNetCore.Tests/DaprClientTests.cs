using Dapr;
using Dapr.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Tests.Dapr;

public sealed class DaprClientTests : IAsyncLifetime
{
    private FakeSidecar sidecar = null!;
    private DaprClient client = null!;

    public async Task InitializeAsync()
    {
        sidecar = await FakeSidecar.StartAsync();
        client = new DaprClientBuilder().UseHttpEndpoint(sidecar.Address).UseDaprApiToken("token").Build();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await sidecar.DisposeAsync();
    }

    [Fact]
    public async Task Publish_PostsJson_WithMetadataAndToken()
    {
        await client.PublishEventAsync("pubsub", "report/submitted", new { OrgUnit = "11413", Version = 2 }, new Dictionary<string, string> { ["cloudevent.id"] = "a b" });

        var seen = Assert.Single(sidecar.Requests);
        Assert.Equal("POST", seen.Method);
        Assert.Equal("/v1.0/publish/pubsub/report%2Fsubmitted?metadata.cloudevent.id=a%20b", seen.Path);
        Assert.Equal("application/json", seen.ContentType);
        Assert.Equal("token", seen.Token);
        Assert.Equal("""{"orgUnit":"11413","version":2}""", seen.Body);
    }

    [Fact]
    public async Task Publish_OfACloudEvent_KeepsItsContentType()
    {
        await client.PublishEventAsync("pubsub", "t", new CloudEvent<int>(7) { Type = "x.y", Source = new Uri("urn:test") });

        var seen = Assert.Single(sidecar.Requests);
        Assert.Equal("application/cloudevents+json", seen.ContentType);
        Assert.Equal("""{"data":7,"datacontenttype":"application/json","source":"urn:test","type":"x.y"}""", seen.Body);
    }

    [Fact]
    public async Task Publish_Refused_IsADaprException()
    {
        sidecar.Answer = context =>
        {
            context.Response.StatusCode = 403;
            return context.Response.WriteAsync("""{"errorCode":"ERR_PUBSUB_FORBIDDEN"}""");
        };

        var failure = await Assert.ThrowsAsync<DaprException>(() => client.PublishEventAsync("pubsub", "t", 1));
        Assert.Contains("ERR_PUBSUB_FORBIDDEN", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WithNobodyThere_IsADaprException()
    {
        using var lonely = new DaprClientBuilder().UseHttpEndpoint("http://127.0.0.1:1").Build();

        await Assert.ThrowsAsync<DaprException>(() => lonely.PublishEventAsync("pubsub", "t", 1));
        Assert.False(await lonely.CheckHealthAsync());
    }

    [Fact]
    public async Task Publish_Cancelled_IsCancelled()
    {
        using var cancelled = new CancellationTokenSource(0);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PublishEventAsync("pubsub", "t", 1, cancelled.Token));
    }

    [Fact]
    public async Task Bulk_SendsEntries_AndTellsWhichFailed()
    {
        sidecar.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("""{"failedEntries":[{"entryId":"1","error":"too large"}],"errorCode":"ERR_PUBSUB_PUBLISH_MESSAGE"}""");
        };

        var response = await client.BulkPublishEventAsync("pubsub", "t", ["a", "b"]);

        var failed = Assert.Single(response.FailedEntries);
        Assert.Equal(("b", "too large"), (failed.Entry.EventData, failed.ErrorMessage));
        var seen = Assert.Single(sidecar.Requests);
        Assert.Equal("/v1.0-alpha1/publish/bulk/pubsub/t", seen.Path);
        Assert.Equal("""[{"entryId":"0","event":"a","contentType":"application/json"},{"entryId":"1","event":"b","contentType":"application/json"}]""", seen.Body);
    }

    [Fact]
    public async Task Bulk_AllWell_HasNoFailures() => Assert.Empty((await client.BulkPublishEventAsync("pubsub", "t", [1, 2, 3])).FailedEntries);

    [Fact]
    public async Task Bulk_RefusedAsAWhole_IsADaprException()
    {
        sidecar.Answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<DaprException>(() => client.BulkPublishEventAsync("pubsub", "t", [1]));
    }

    [Fact]
    public async Task Health_AsksTheSidecar()
    {
        Assert.True(await client.CheckHealthAsync());
        await client.WaitForSidecarAsync();
        Assert.Equal(["/v1.0/healthz", "/v1.0/healthz/outbound"], sidecar.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task AddDaprClient_ReadsTheConfiguration_AndTheFirstCounts()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DAPR_HTTP_ENDPOINT"] = sidecar.Address,
            ["DAPR_API_TOKEN"] = "from configuration",
        }).Build());
        services.AddDaprClient();
        services.AddDaprClient((_, builder) => builder.UseDaprApiToken("never"));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<DaprClient>().PublishEventAsync("pubsub", "t", 1);

        Assert.Equal("from configuration", Assert.Single(sidecar.Requests).Token);
    }
}

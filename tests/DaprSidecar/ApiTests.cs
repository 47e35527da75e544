using System.Net;
using System.Net.Http.Json;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Sidecar.Protocol;
using DaprGrpcClient = Platform.Sidecar.Protocol.Dapr.DaprClient;

namespace Platform.Tests.Sidecar;

public sealed class ApiTests
{
    [Fact]
    public async Task Grpc_Publish_Arrives()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);
        using var channel = GrpcChannel.ForAddress(rig.GrpcEndpoint);
        var client = new DaprGrpcClient(channel);

        await client.PublishEventAsync(new PublishEventRequest { PubsubName = "pubsub", Topic = "reports", Data = ByteString.CopyFromUtf8("{\"unit\":\"11413\"}"), DataContentType = "application/json", Metadata = { ["cloudevent.id"] = "e-1" } });
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1);

        var e = subscriber.Deliveries.Single().Event;
        Assert.Equal(("11413", "e-1"), (e.GetProperty("data").GetProperty("unit").GetString(), e.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Grpc_Bulk_PublishesTheGood_AndNamesTheBad()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);
        using var channel = GrpcChannel.ForAddress(rig.GrpcEndpoint);
        var request = new BulkPublishRequest
        {
            PubsubName = "pubsub",
            Topic = "reports",
            Entries =
            {
                new BulkPublishRequestEntry { EntryId = "a", Event = ByteString.CopyFromUtf8("1"), ContentType = "application/json" },
                new BulkPublishRequestEntry { EntryId = "b", Event = ByteString.CopyFromUtf8("{broken"), ContentType = "application/json" },
            },
        };

        var response = await new DaprGrpcClient(channel).BulkPublishEventAlpha1Async(request);
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1);

        Assert.Equal("b", Assert.Single(response.FailedEntries).EntryId);
        Assert.Equal(["1"], subscriber.Data("reports"));
    }

    [Fact]
    public async Task UnknownPubSub_IsRefused()
    {
        await using var rig = await Rig.StartAsync();
        using var channel = GrpcChannel.ForAddress(rig.GrpcEndpoint);
        using var response = await rig.Http.PostAsync("/v1.0/publish/other/reports", new StringContent("1", Encoding.UTF8, "application/json"));
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new DaprGrpcClient(channel).PublishEventAsync(new PublishEventRequest { PubsubName = "other", Topic = "t" }));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("ERR_PUBSUB_NOT_FOUND", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task BrokenJson_IsABadRequest()
    {
        await using var rig = await Rig.StartAsync();
        using var single = await rig.Http.PostAsync("/v1.0/publish/pubsub/reports", new StringContent("{broken", Encoding.UTF8, "application/json"));
        using var bulk = await rig.Http.PostAsync("/v1.0-alpha1/publish/bulk/pubsub/reports", new StringContent("{broken", Encoding.UTF8, "application/json"));
        using var twice = await rig.Http.PostAsJsonAsync("/v1.0-alpha1/publish/bulk/pubsub/reports", new[] { new { entryId = "1", @event = 1, contentType = "application/json" }, new { entryId = "1", @event = 2, contentType = "application/json" } });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { single.StatusCode, bulk.StatusCode, twice.StatusCode });
    }

    [Fact]
    public async Task Token_IsAsked_ExceptForHealth()
    {
        await using var rig = new Rig();
        await rig.RunAsync(rig.Options([], token: "secret"));
        using var stranger = new HttpClient { BaseAddress = rig.Http.BaseAddress };
        using var channel = GrpcChannel.ForAddress(rig.GrpcEndpoint);
        using var refused = await stranger.PostAsync("/v1.0/publish/pubsub/t", new StringContent("1"));
        using var healthy = await stranger.GetAsync("/v1.0/healthz");
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new DaprGrpcClient(channel).PublishEventAsync(new PublishEventRequest { PubsubName = "pubsub", Topic = "t" }));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, healthy.StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        await rig.Client.PublishEventAsync("pubsub", "t", 1);
        Assert.True(await rig.Client.CheckHealthAsync());
        await new DaprGrpcClient(channel).PublishEventAsync(new PublishEventRequest { PubsubName = "pubsub", Topic = "t" }, new Metadata { { "dapr-api-token", "secret" } });
    }

    [Fact]
    public async Task WrongAppToken_IsAFailedDelivery_NotALostOne()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = new Rig();
        await rig.RunAsync([new Platform.Sidecar.SubscriberApp("app", subscriber.Address, "wrong")]);
        await rig.Client.PublishEventAsync("pubsub", "reports", 1);

        await Eventually.TrueAsync(async () => (await rig.DeadLettersAsync()).Count == 1);
        Assert.Empty(subscriber.Deliveries);
    }

    [Fact]
    public async Task Metadata_NamesComponentsAndSubscriptions()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);
        await Eventually.TrueAsync(async () => await rig.SubscriptionsAsync() == 1);

        var text = await rig.Http.GetStringAsync("/v1.0/metadata");

        Assert.Contains("\"name\":\"pubsub\"", text, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"events/reports\"", text, StringComparison.Ordinal);
    }
}

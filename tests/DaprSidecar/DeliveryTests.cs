using System.Net;
using System.Text;
using System.Text.Json;
using Dapr;

namespace Platform.Tests.Sidecar;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Published_ArrivesAsCloudEvent()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);

        await rig.Client.PublishEventAsync("pubsub", "reports", new { OrgUnit = "11413" });
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1);

        var (received, e) = (subscriber.Deliveries.Single(), subscriber.Deliveries.Single().Event);
        Assert.Equal("application/cloudevents+json", received.ContentType);
        Assert.Equal("1.0", e.GetProperty("specversion").GetString());
        Assert.Equal("com.dapr.event.sent", e.GetProperty("type").GetString());
        Assert.Equal("application/json", e.GetProperty("datacontenttype").GetString());
        Assert.Equal("pubsub", e.GetProperty("pubsubname").GetString());
        Assert.Equal("reports", e.GetProperty("topic").GetString());
        Assert.Equal("platform", e.GetProperty("source").GetString());
        Assert.NotEmpty(e.GetProperty("id").GetString()!);
        Assert.Equal("11413", e.GetProperty("data").GetProperty("orgUnit").GetString());
        await Eventually.TrueAsync(async () => await rig.BacklogAsync() == 0);
    }

    [Fact]
    public async Task CloudEvent_IsNotWrappedAgain()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);

        await rig.Client.PublishEventAsync("pubsub", "reports", new CloudEvent<int>(7) { Type = "report.submitted", Source = new Uri("urn:reporting") });
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1);

        var e = subscriber.Deliveries.Single().Event;
        Assert.Equal(7, e.GetProperty("data").GetInt32());
        Assert.Equal("report.submitted", e.GetProperty("type").GetString());
        Assert.Equal("urn:reporting", e.GetProperty("source").GetString());
        Assert.Equal("reports", e.GetProperty("topic").GetString());
        Assert.NotEmpty(e.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task MetadataAndTrace_GoAlong()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/publish/pubsub/reports?metadata.cloudevent.id=e-1") { Content = new StringContent("xin chào", Encoding.UTF8, "text/plain") };
        request.Headers.Add("traceparent", Trace);

        using var response = await rig.Http.SendAsync(request);
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var received = subscriber.Deliveries.Single();
        Assert.Equal(Trace, received.TraceParent);
        Assert.Equal(Trace, received.Event.GetProperty("traceparent").GetString());
        Assert.Equal("e-1", received.Event.GetProperty("id").GetString());
        Assert.Equal("xin chào", received.Data);
    }

    [Fact]
    public async Task Bulk_ArrivesWhole()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);

        var response = await rig.Client.BulkPublishEventAsync("pubsub", "reports", Enumerable.Range(0, 500).ToList());
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 500, () => $"{subscriber.Deliveries.Count} arrived");

        Assert.Empty(response.FailedEntries);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}").Order(), subscriber.Data("reports").Order());
    }

    [Fact]
    public async Task EverySubscriptionOfATopic_GetsIt()
    {
        await using var one = await Subscriber.StartAsync(["reports", "plans"]);
        await using var two = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(one, two);

        await rig.Client.PublishEventAsync("pubsub", "reports", "r");
        await rig.Client.PublishEventAsync("pubsub", "plans", "p");
        await Eventually.TrueAsync(() => one.Deliveries.Count == 2 && two.Deliveries.Count == 1);

        Assert.Equal(["r"], two.Data("reports"));
        Assert.Equal(["p"], one.Data("plans"));
    }

    [Fact]
    public async Task SlowSubscriber_DoesNotHoldUpAnother_NorOneMessageTheOthers()
    {
        var release = new TaskCompletionSource();
        await using var slow = await Subscriber.StartAsync(["reports"]);
        await using var quick = await Subscriber.StartAsync(["reports"]);
        slow.Answer = async _ =>
        {
            await release.Task;
            return "SUCCESS";
        };
        quick.Answer = async received =>
        {
            if (received.Data == "0")
            {
                await release.Task;
            }

            return "";
        };
        await using var rig = await Rig.StartAsync(slow, quick);

        await rig.Client.BulkPublishEventAsync("pubsub", "reports", Enumerable.Range(0, 200).ToList());
        await Eventually.TrueAsync(() => quick.Deliveries.Count == 200, () => $"{quick.Deliveries.Count} arrived");

        Assert.InRange(slow.Deliveries.Count, 1, 64);
        release.SetResult();
        await Eventually.TrueAsync(() => slow.Deliveries.Count == 200, () => $"{slow.Deliveries.Count} arrived");
    }

    [Fact]
    public async Task DoneMessages_AreRemoved()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var rig = await Rig.StartAsync(subscriber);
        await rig.Client.BulkPublishEventAsync("pubsub", "reports", Enumerable.Range(0, 100).ToList());
        await Eventually.TrueAsync(async () => subscriber.Deliveries.Count == 100 && await rig.BacklogAsync() == 0);
        await rig.Client.PublishEventAsync("pubsub", "nobody-listens", 1);

        await Eventually.TrueAsync(() => StoredMessages(rig.DataFile) == 0, () => $"{StoredMessages(rig.DataFile)} left");
    }

    private static long StoredMessages(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from messages";
        return (long)command.ExecuteScalar()!;
    }
}

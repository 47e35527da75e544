namespace Platform.Tests.Sidecar;

public sealed class FailureTests
{
    [Theory]
    [InlineData("RETRY")]
    [InlineData(500)]
    [InlineData("SOMETHING")]
    public async Task Retry_ComesAgain_UntilItIsDone(object refusal)
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        subscriber.Answer = _ => Task.FromResult(subscriber.Deliveries.Count < 3 ? refusal : "SUCCESS");
        await using var rig = await Rig.StartAsync(subscriber);

        await rig.Client.PublishEventAsync("pubsub", "reports", "x");
        await Eventually.TrueAsync(async () => subscriber.Deliveries.Count == 3 && await rig.BacklogAsync() == 0);

        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Single(subscriber.Deliveries.Select(d => d.Event.GetProperty("id").GetString()).Distinct());
    }

    [Theory]
    [InlineData("DROP")]
    [InlineData(404)]
    public async Task Drop_AndNotFound_AreNotTriedAgain(object refusal)
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        subscriber.Answer = received => Task.FromResult(received.Data == "bad" ? refusal : "SUCCESS");
        await using var rig = await Rig.StartAsync(subscriber);

        await rig.Client.PublishEventAsync("pubsub", "reports", "bad");
        await Eventually.TrueAsync(async () => subscriber.Deliveries.Count == 1 && await rig.BacklogAsync() == 0);
        await rig.Client.PublishEventAsync("pubsub", "reports", "good");
        await Eventually.TrueAsync(() => subscriber.Data("reports").Contains("good"));

        Assert.Equal(["bad", "good"], subscriber.Data("reports"));
        Assert.Empty(await rig.DeadLettersAsync());
    }

    [Fact]
    public async Task Retry_WaitsByTheClock_WhileOthersPass()
    {
        var time = new ManualTime();
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        subscriber.Answer = received => Task.FromResult<object>(received.Data == "later" && subscriber.Data("reports").Count(d => d == "later") == 1 ? "RETRY" : "SUCCESS");
        await using var rig = new Rig();
        await rig.RunAsync(rig.Options(Rig.Apps(subscriber), time));

        await rig.Client.PublishEventAsync("pubsub", "reports", "later");
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 1 && time.Pending == 1);
        await rig.Client.PublishEventAsync("pubsub", "reports", "other");
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 2);

        time.Advance(TimeSpan.FromSeconds(7));
        await rig.Client.PublishEventAsync("pubsub", "reports", "third");
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 3);
        Assert.Equal(["later", "other", "third"], subscriber.Data("reports"));

        time.Advance(TimeSpan.FromSeconds(6));
        await Eventually.TrueAsync(() => subscriber.Deliveries.Count == 4);
        Assert.Equal("later", subscriber.Data("reports").Last());
    }

    [Fact]
    public async Task AfterMaxAttempts_ItIsADeadLetter_ThatCanBeReplayed()
    {
        var healed = false;
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var other = await Subscriber.StartAsync(["reports"]);
        subscriber.Answer = _ => Task.FromResult<object>(healed ? "SUCCESS" : 503);
        await using var rig = await Rig.StartAsync(subscriber, other);

        await rig.Client.PublishEventAsync("pubsub", "reports", "x");
        await Eventually.TrueAsync(async () => (await rig.DeadLettersAsync()).Count == 1);

        var dead = Assert.Single(await rig.DeadLettersAsync());
        Assert.Equal(("app0", "reports", 3), (dead.AppId, dead.Topic, dead.Attempts));
        Assert.Contains("503", dead.Reason, StringComparison.Ordinal);
        Assert.Equal(3, subscriber.Deliveries.Count);
        healed = true;
        using var replayed = await rig.Http.PostAsync($"/v1.0-local/deadletters/{dead.Id}/replay", null);
        await Eventually.TrueAsync(async () => subscriber.Deliveries.Count == 4 && await rig.BacklogAsync() == 0);

        Assert.True(replayed.IsSuccessStatusCode);
        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Single(other.Deliveries);
        using var again = await rig.Http.PostAsync($"/v1.0-local/deadletters/{dead.Id}/replay", null);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, again.StatusCode);
    }

    [Theory]
    [InlineData("RETRY", 3)]
    [InlineData("DROP", 1)]
    public async Task DeadLetterTopic_TakesWhatFails(string answer, int attempts)
    {
        await using var subscriber = await Subscriber.StartAsync(["reports", "reports-dead"], deadLetterTopic: "reports-dead");
        subscriber.Answer = received => Task.FromResult<object>(received.Topic == "reports" ? answer : "SUCCESS");
        await using var rig = await Rig.StartAsync(subscriber);

        await rig.Client.PublishEventAsync("pubsub", "reports", "x");
        await Eventually.TrueAsync(async () => subscriber.Data("reports-dead").Any() && await rig.BacklogAsync() == 0);

        Assert.Equal(["x"], subscriber.Data("reports-dead"));
        Assert.Equal(attempts, subscriber.Data("reports").Count());
        Assert.Empty(await rig.DeadLettersAsync());
    }

    [Fact]
    public async Task UnreachableApp_CostsNoAttempts_AndGetsAllWhenItIsBack()
    {
        var first = await Subscriber.StartAsync(["reports"]);
        var port = first.Address.Port;
        await using var rig = await Rig.StartAsync(first);
        await Eventually.TrueAsync(async () => await rig.SubscriptionsAsync() == 1);
        await first.DisposeAsync();

        await rig.Client.BulkPublishEventAsync("pubsub", "reports", Enumerable.Range(0, 100).ToList());
        await using var back = await Subscriber.StartAsync(["reports"], port: port);
        await Eventually.TrueAsync(() => back.Data("reports").Distinct().Count() == 100, () => $"{back.Deliveries.Count} arrived");

        Assert.Empty(await rig.DeadLettersAsync());
    }

    [Fact]
    public async Task AppThatStartsLate_GetsWhatWasPublishedBefore()
    {
        int port;
        await using (var probe = await Subscriber.StartAsync([]))
        {
            port = probe.Address.Port;
        }

        await using var rig = new Rig();
        await rig.RunAsync([new Platform.Sidecar.SubscriberApp("late", new Uri($"http://127.0.0.1:{port}"), Subscriber.Token)]);
        await rig.Client.PublishEventAsync("pubsub", "reports", "early");
        await using var late = await Subscriber.StartAsync(["reports"], port: port);

        await Eventually.TrueAsync(() => late.Deliveries.Count == 1);
        Assert.Equal(["early"], late.Data("reports"));
    }
}

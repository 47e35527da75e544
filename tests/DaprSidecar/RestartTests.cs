namespace Platform.Tests.Sidecar;

public sealed class RestartTests
{
    [Fact]
    public async Task Restart_DeliversWhatWasNotDone_AndOnlyThat()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        var open = true;
        subscriber.Answer = received => Task.FromResult<object>(open && int.Parse(received.Data!, System.Globalization.CultureInfo.InvariantCulture) % 2 == 1 ? "RETRY" : "SUCCESS");
        await using var rig = new Rig();
        var options = rig.Options(Rig.Apps(subscriber), new ManualTime(), maxAttempts: 100);
        await rig.RunAsync(options);
        await rig.Client.BulkPublishEventAsync("pubsub", "reports", Enumerable.Range(0, 100).ToList());
        await Eventually.TrueAsync(async () => subscriber.Deliveries.Count == 100 && await rig.BacklogAsync() == 50);

        await rig.StopAsync();
        open = false;
        subscriber.Deliveries.Clear();
        await rig.RunAsync(options);
        await Eventually.TrueAsync(async () => await rig.BacklogAsync() == 0 && subscriber.Deliveries.Count >= 50, () => $"{subscriber.Deliveries.Count} arrived");

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{(2 * i) + 1}").Order(), subscriber.Data("reports").Order());
    }

    [Fact]
    public async Task Killed_AfterPublishing_LosesNothing()
    {
        await using var never = await Subscriber.StartAsync(["reports"]);
        var release = new TaskCompletionSource();
        never.Answer = async _ =>
        {
            await release.Task;
            return "SUCCESS";
        };
        await using var rig = await Rig.StartAsync(never);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => rig.Client.PublishEventAsync("pubsub", "reports", i)));

        // What the disk holds at this moment is all that a killed process leaves behind.
        var left = Path.Combine(rig.Folder, "killed.db");
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Copy(rig.DataFile + suffix, left + suffix);
        }

        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        await using var second = new Rig();
        await second.RunAsync(second.Options(Rig.Apps(subscriber), file: left));
        await Eventually.TrueAsync(() => subscriber.Data("reports").Distinct().Count() == 300, () => $"{subscriber.Deliveries.Count} arrived");

        await second.StopAsync();
        release.SetResult();
    }

    [Fact]
    public async Task DeadLetters_SurviveARestart()
    {
        await using var subscriber = await Subscriber.StartAsync(["reports"]);
        subscriber.Answer = _ => Task.FromResult<object>("RETRY");
        await using var rig = await Rig.StartAsync(subscriber);
        await rig.Client.PublishEventAsync("pubsub", "reports", "x");
        await Eventually.TrueAsync(async () => (await rig.DeadLettersAsync()).Count == 1);

        await rig.StopAsync();
        await rig.RunAsync(Rig.Apps(subscriber));

        Assert.Single(await rig.DeadLettersAsync());
        Assert.Equal(3, subscriber.Deliveries.Count);
    }
}

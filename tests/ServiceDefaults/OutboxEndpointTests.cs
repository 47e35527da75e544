using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class OutboxEndpointTests
{
    [Fact]
    public async Task DeadLetter_IsSeenByTheOperatorAndReplayed()
    {
        await using var platform = await TestPlatform.StartAsync(["Tasks"]);
        await platform.DbAsync<TasksDb, int>("Tasks", db =>
        {
            var dead = OutboxMessage.For("replayed-topic", new { number = 7 }, DateTimeOffset.UnixEpoch);
            (dead.DeadAt, dead.Attempts, dead.LastError) = (DateTimeOffset.UnixEpoch, 30, "refused");
            db.Outbox.Add(dead);
            return db.SaveChangesAsync();
        });

        var officer = await platform.Officer("Tasks", platform.NextUnit()).GetAsync("/api/tasks/outbox").ProblemAsync();
        Assert.Equal("AUTH-0002", officer.Code);
        Assert.Equal("AUTH-0002", (await platform.Analyst("Tasks").PostAsync("/api/tasks/outbox/replay").ProblemAsync()).Code);

        var seen = await platform.Admin("Tasks").GetAsync("/api/tasks/outbox").ReadAsync<OutboxEndpoints.OutboxView>();
        Assert.Equal(("replayed-topic", 30, "refused"), (seen.Dead[0].Topic, seen.Dead[0].Attempts, seen.Dead[0].LastError));
        using var replay = await platform.Admin("Tasks").PostAsync("/api/tasks/outbox/replay");
        Assert.Equal("""{"replayed":1}""", await replay.Content.ReadAsStringAsync());

        await Eventually.IsTrueAsync("the message reaches the broker", () => platform.Broker.Events.Any(e => e.Topic == "replayed-topic"));
        await Eventually.IsTrueAsync("the outbox is empty", async () =>
        {
            var view = await platform.Admin("Tasks").GetAsync("/api/tasks/outbox").ReadAsync<OutboxEndpoints.OutboxView>();
            return view.Waiting == 0 && view.Dead.Count == 0;
        });
    }
}

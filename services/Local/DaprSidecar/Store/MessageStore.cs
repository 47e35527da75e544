using Microsoft.Data.Sqlite;

namespace Platform.Sidecar.Store;

/// <summary>Messages, subscriptions with their cursors, and dead letters, in one SQLite file.</summary>
internal sealed class MessageStore(DaprSidecarOptions options) : IAsyncDisposable
{
    private readonly WriteQueue writes = new(options.DataFile);
    private readonly string[] apps = [.. options.Apps.Select(a => a.AppId)];

    // Touched by the writer only.
    private readonly HashSet<string> told = [];

    // Topics with a subscription, once every app has told its own; null before.
    private volatile HashSet<(string PubSub, string Topic)>? wanted;

    private bool AllTold => apps.All(told.Contains);

    /// <summary>Raised after the commit, with pub/sub name and topic.</summary>
    public event Action<string, string>? Appended;

    /// <summary>Stores the messages in order, all or none; those that nobody subscribes to are not kept.</summary>
    public async Task AppendAsync(IReadOnlyList<NewMessage> all)
    {
        var messages = wanted is { } topics ? all.Where(m => topics.Contains((m.PubSub, m.Topic))).ToList() : all;
        if (messages.Count == 0)
        {
            return;
        }

        await writes.RunAsync(db =>
        {
            using var insert = Database.Command(
                db,
                "insert into messages (pubsub, topic, traceparent, envelope) values ($pubsub, $topic, $trace, $envelope)",
                ("$pubsub", ""), ("$topic", ""), ("$trace", null), ("$envelope", Array.Empty<byte>()));
            foreach (var message in messages)
            {
                insert.Parameters[0].Value = message.PubSub;
                insert.Parameters[1].Value = message.Topic;
                insert.Parameters[2].Value = (object?)message.TraceParent ?? DBNull.Value;
                insert.Parameters[3].Value = message.Envelope;
                insert.ExecuteNonQuery();
            }

            return messages.Count;
        });
        foreach (var (pubsub, topic) in messages.Select(m => (m.PubSub, m.Topic)).Distinct())
        {
            Appended?.Invoke(pubsub, topic);
        }
    }

    /// <summary>The subscriptions as known from earlier, of the apps that are still configured.</summary>
    public Task<List<StoredSubscription>> SubscriptionsAsync() => writes.RunAsync(db => Database.Query(
        db,
        "select id, app, pubsub, topic, route, dead_letter_topic, cursor from subscriptions order by id",
        ReadSubscription).FindAll(s => apps.Contains(s.AppId)));

    /// <summary>
    /// Replaces an app's subscriptions by what it says now. Known ones keep their cursor; a new one starts with the
    /// oldest message still kept.
    /// </summary>
    public Task<List<StoredSubscription>> SubscribeAsync(string app, IReadOnlyList<TopicSubscription> topics) => writes.RunAsync(db =>
    {
        foreach (var topic in topics)
        {
            Database.Execute(
                db,
                """
                insert into subscriptions (app, pubsub, topic, route, dead_letter_topic, cursor) values ($app, $pubsub, $topic, $route, $dead, 0)
                on conflict (app, pubsub, topic) do update set route = $route, dead_letter_topic = $dead
                """,
                ("$app", app), ("$pubsub", topic.PubSub), ("$topic", topic.Topic), ("$route", topic.Route), ("$dead", topic.DeadLetterTopic));
        }

        var now = Database.Query(db, "select id, app, pubsub, topic, route, dead_letter_topic, cursor from subscriptions where app = $app", ReadSubscription, ("$app", app));
        foreach (var gone in now.Where(s => !topics.Any(t => t.PubSub == s.Topic.PubSub && t.Topic == s.Topic.Topic)))
        {
            Database.Execute(db, "delete from subscriptions where id = $id; delete from acks where subscription = $id", ("$id", gone.Id));
        }

        told.Add(app);
        if (AllTold)
        {
            Retention.RemoveUnwanted(db, apps);
            wanted = [.. Database.Query(db, "select distinct pubsub, topic from subscriptions", r => (r.GetString(0), r.GetString(1)))];
        }

        return now.FindAll(s => topics.Any(t => t.PubSub == s.Topic.PubSub && t.Topic == s.Topic.Topic));
    });

    /// <summary>Moves a cursor and notes what is done ahead of it; then removes what all have done.</summary>
    public Task AcknowledgeAsync(StoredSubscription subscription, long cursor, IReadOnlyList<long> ahead) => writes.RunAsync(db =>
    {
        Database.Execute(db, "update subscriptions set cursor = max(cursor, $cursor) where id = $id", ("$cursor", cursor), ("$id", subscription.Id));
        Database.Execute(db, "delete from acks where subscription = $id and seq <= $cursor", ("$cursor", cursor), ("$id", subscription.Id));
        using var insert = Database.Command(db, "insert or ignore into acks (subscription, seq) values ($id, $seq)", ("$id", subscription.Id), ("$seq", 0L));
        foreach (var seq in ahead)
        {
            insert.Parameters[1].Value = seq;
            insert.ExecuteNonQuery();
        }

        Retention.RemoveDone(db, subscription, AllTold);
        return true;
    });

    /// <summary>
    /// Gives a message up for one subscription: to the dead letter topic when somebody listens there, else to the
    /// table that an operator can see.
    /// </summary>
    public async Task GiveUpAsync(StoredSubscription subscription, long seq, string reason, int attempts)
    {
        var topic = await writes.RunAsync(db =>
        {
            var id = ("$seq", (object?)seq);
            Database.Execute(db, "insert or ignore into acks (subscription, seq) values ($sub, $seq)", ("$sub", subscription.Id), id);
            var dead = subscription.Topic.DeadLetterTopic;
            if (dead is not null && Database.Query(db, "select 1 from subscriptions where pubsub = $pubsub and topic = $topic", _ => 1, ("$pubsub", subscription.Topic.PubSub), ("$topic", dead)).Count > 0)
            {
                Database.Execute(db, "insert into messages (pubsub, topic, traceparent, envelope) select pubsub, $dead, traceparent, envelope from messages where seq = $seq", ("$dead", dead), id);
                return dead;
            }

            Database.Execute(
                db,
                """
                insert into dead_letters (subscription, app, pubsub, topic, traceparent, envelope, reason, attempts, failed_at)
                select $sub, $app, pubsub, topic, traceparent, envelope, $reason, $attempts, $now from messages where seq = $seq
                """,
                ("$sub", subscription.Id), ("$app", subscription.AppId), ("$reason", reason), ("$attempts", attempts), ("$now", options.Time.GetUtcNow().ToUnixTimeMilliseconds()), id);
            return null;
        });
        if (topic is not null)
        {
            Appended?.Invoke(subscription.Topic.PubSub, topic);
        }
    }

    /// <summary>Oldest first.</summary>
    public Task<List<DeadLetter>> DeadLettersAsync(int limit) => writes.RunAsync(db => Database.Query(
        db,
        "select id, app, pubsub, topic, reason, attempts, failed_at, envelope from dead_letters order by id limit $limit",
        r => new DeadLetter(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(6)), System.Text.Encoding.UTF8.GetString(r.GetFieldValue<byte[]>(7))),
        ("$limit", limit)));

    /// <summary>Puts a dead letter back, for the subscription that gave it up; false when there is none of that id.</summary>
    public async Task<bool> ReplayAsync(long id)
    {
        var where = await writes.RunAsync(db =>
        {
            var found = Database.Query(db, "select pubsub, topic from dead_letters where id = $id", r => (r.GetString(0), r.GetString(1)), ("$id", id));
            Database.Execute(
                db,
                """
                insert into messages (pubsub, topic, target, traceparent, envelope) select pubsub, topic, subscription, traceparent, envelope from dead_letters where id = $id;
                delete from dead_letters where id = $id;
                """,
                ("$id", id));
            return found;
        });
        foreach (var (pubsub, topic) in where)
        {
            Appended?.Invoke(pubsub, topic);
        }

        return where.Count > 0;
    }

    public Task<List<SubscriptionState>> StateAsync() => writes.RunAsync(db => Database.Query(
        db,
        """
        select app, pubsub, topic, route, dead_letter_topic, (
            select count(*) from messages m where m.pubsub = s.pubsub and m.topic = s.topic and m.seq > s.cursor and (m.target is null or m.target = s.id)
                and not exists (select 1 from acks a where a.subscription = s.id and a.seq = m.seq))
        from subscriptions s order by app, pubsub, topic
        """,
        r => new SubscriptionState(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.GetInt64(5))));

    public ValueTask DisposeAsync() => writes.DisposeAsync();

    private static StoredSubscription ReadSubscription(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), new TopicSubscription(r.GetString(2), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5)), r.GetInt64(6));
}

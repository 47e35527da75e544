using Microsoft.Data.Sqlite;

namespace Platform.Sidecar.Store;

/// <summary>Reads the messages of one subscription, in windows, beside the writer. For one user at a time.</summary>
internal sealed class SubscriptionReader(string file, StoredSubscription subscription) : IDisposable
{
    private readonly SqliteConnection connection = Database.Open(file);

    /// <summary>The next messages after that number that are not done.</summary>
    public List<StoredMessage> Read(long after, int limit) => Database.Query(
        connection,
        """
        select seq, envelope, traceparent from messages m
        where topic = $topic and pubsub = $pubsub and seq > $after and (target is null or target = $id)
            and not exists (select 1 from acks a where a.subscription = $id and a.seq = m.seq)
        order by seq limit $limit
        """,
        ReadMessage,
        ("$topic", subscription.Topic.Topic), ("$pubsub", subscription.Topic.PubSub), ("$after", after), ("$id", subscription.Id), ("$limit", limit));

    public StoredMessage? Find(long seq) =>
        Database.Query(connection, "select seq, envelope, traceparent from messages where seq = $seq", ReadMessage, ("$seq", seq)).SingleOrDefault();

    public void Dispose() => connection.Dispose();

    private static StoredMessage ReadMessage(SqliteDataReader r) => new(r.GetInt64(0), r.GetFieldValue<byte[]>(1), r.IsDBNull(2) ? null : r.GetString(2));
}

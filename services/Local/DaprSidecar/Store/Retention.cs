using Microsoft.Data.Sqlite;

namespace Platform.Sidecar.Store;

/// <summary>What may go. Until every configured app has told its subscriptions in this run, anything may still be wanted.</summary>
internal static class Retention
{
    /// <summary>Messages of the topic that every subscription of it has done.</summary>
    public static void RemoveDone(SqliteConnection db, StoredSubscription subscription, bool allTold)
    {
        Database.Execute(
            db,
            "delete from messages where target = $id and seq <= (select cursor from subscriptions where id = $id)",
            ("$id", subscription.Id));
        if (allTold)
        {
            Database.Execute(
                db,
                """
                delete from messages where pubsub = $pubsub and topic = $topic and target is null
                    and seq <= (select min(cursor) from subscriptions where pubsub = $pubsub and topic = $topic)
                """,
                ("$pubsub", subscription.Topic.PubSub), ("$topic", subscription.Topic.Topic));
        }
    }

    /// <summary>Messages that nobody subscribes to, and subscriptions of apps that are no longer configured.</summary>
    public static void RemoveUnwanted(SqliteConnection db, string[] apps)
    {
        foreach (var app in Database.Query(db, "select distinct app from subscriptions", r => r.GetString(0)).Except(apps))
        {
            Database.Execute(db, "delete from acks where subscription in (select id from subscriptions where app = $app); delete from subscriptions where app = $app", ("$app", app));
        }

        Database.Execute(
            db,
            """
            delete from messages where not exists (select 1 from subscriptions s where s.pubsub = messages.pubsub and s.topic = messages.topic)
                or (target is not null and target not in (select id from subscriptions))
            """);
    }
}

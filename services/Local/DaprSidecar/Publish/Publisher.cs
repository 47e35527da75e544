using System.Text.Json;
using Platform.Sidecar.Store;

namespace Platform.Sidecar.Publish;

/// <summary>The use case behind both APIs: check, wrap, store; answers when the events are committed.</summary>
internal sealed class Publisher(DaprSidecarOptions options, MessageStore store)
{
    /// <summary>Why nothing can be published there, or null.</summary>
    public PublishError? Check(string pubsub, string topic) =>
        !options.PubSubNames.Contains(pubsub) ? new PublishError("ERR_PUBSUB_NOT_FOUND", $"pubsub {pubsub} is not found")
        : topic.Length == 0 ? new PublishError("ERR_TOPIC_NAME_EMPTY", $"topic is empty in pubsub {pubsub}")
        : null;

    /// <summary>One result for each event, in order: null when it is stored.</summary>
    public async Task<IReadOnlyList<PublishError?>> PublishAsync(IReadOnlyList<PublishedData> events)
    {
        var results = new PublishError?[events.Count];
        var messages = new List<NewMessage>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            try
            {
                var envelope = Envelope.Wrap(events[i], options.AppId, options.Time.GetUtcNow());
                messages.Add(new NewMessage(events[i].PubSub, events[i].Topic, envelope, events[i].TraceParent));
            }
            catch (JsonException e)
            {
                results[i] = new PublishError("ERR_PUBSUB_CLOUD_EVENTS_SER", $"cannot create cloudevent: {e.Message}");
            }
        }

        if (messages.Count > 0)
        {
            await store.AppendAsync(messages);
        }

        return results;
    }
}

/// <summary>Code of Dapr's error list with a text.</summary>
internal sealed record PublishError(string Code, string Message);

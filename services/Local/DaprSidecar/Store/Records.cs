namespace Platform.Sidecar.Store;

/// <summary>A message to be stored; the envelope is the CloudEvent as UTF-8 JSON.</summary>
internal sealed record NewMessage(string PubSub, string Topic, byte[] Envelope, string? TraceParent);

/// <summary>A stored message; sequence numbers rise in the order of commits and are never used again.</summary>
internal sealed record StoredMessage(long Seq, byte[] Envelope, string? TraceParent);

/// <summary>What an application told at discovery.</summary>
internal sealed record TopicSubscription(string PubSub, string Topic, string Route, string? DeadLetterTopic);

/// <summary>A subscription with its place: everything up to the cursor is done.</summary>
internal sealed record StoredSubscription(long Id, string AppId, TopicSubscription Topic, long Cursor);

/// <summary>A message that was given up, for one subscription.</summary>
internal sealed record DeadLetter(long Id, string AppId, string PubSub, string Topic, string Reason, int Attempts, DateTimeOffset FailedAt, string Event);

/// <summary>A subscription and how many messages it has not yet done.</summary>
internal sealed record SubscriptionState(string AppId, string PubSub, string Topic, string Route, string? DeadLetterTopic, long Backlog);

namespace Platform.Sidecar;

/// <summary>What the local sidecar serves, and how hard it tries to deliver.</summary>
public sealed class DaprSidecarOptions
{
    /// <summary>SQLite file that holds messages and cursors; created when missing.</summary>
    public required string DataFile { get; init; }

    /// <summary>Loopback ports; 0 takes a free one.</summary>
    public int HttpPort { get; init; }

    public int GrpcPort { get; init; }

    public IReadOnlyList<string> PubSubNames { get; init; } = ["pubsub"];

    /// <summary>Token that publishers must send as <c>dapr-api-token</c> (their DAPR_API_TOKEN); null: none is asked.</summary>
    public string? ApiToken { get; init; }

    /// <summary><c>source</c> of the events that bring none.</summary>
    public string AppId { get; init; } = "platform";

    public IReadOnlyList<SubscriberApp> Apps { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Deliveries under way at a time, for each subscription.</summary>
    public int MaxInFlight { get; init; } = 64;

    /// <summary>Attempts before a message becomes a dead letter. An app that cannot be reached at all costs no attempts.</summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>Wait before the second attempt; doubles with each, up to <see cref="RetryMaxDelay"/>, give or take a fifth.</summary>
    public TimeSpan RetryBaseDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait between attempts to reach an app, for discovery and for delivery.</summary>
    public TimeSpan UnreachableDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Adds log providers; none by default.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    public long MaxRequestBytes { get; init; } = 16 * 1024 * 1024;
}

/// <summary>An application that may subscribe: its address and the token it expects as <c>dapr-api-token</c> (its APP_API_TOKEN).</summary>
public sealed record SubscriberApp(string AppId, Uri BaseAddress, string? AppApiToken = null);

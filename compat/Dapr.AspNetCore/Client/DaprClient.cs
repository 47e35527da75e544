namespace Dapr.Client;

/// <summary>
/// The publishing part of the sidecar's API. Safe for concurrent use. Not to be derived from: the genuine class has
/// many more abstract members; tests put a fake sidecar behind <see cref="DaprClientBuilder.UseHttpEndpoint"/>.
/// </summary>
public abstract class DaprClient : IDisposable
{
    internal DaprClient()
    {
    }

    /// <summary>Publishes the data as JSON; the sidecar wraps it into a CloudEvent, and answers once it is stored.</summary>
    /// <exception cref="DaprException">Refused or not reached.</exception>
    public abstract Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default);

    /// <param name="metadata">For the component or the envelope, as in <c>cloudevent.id</c>, <c>ttlInSeconds</c>.</param>
    public abstract Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, Dictionary<string, string> metadata, CancellationToken cancellationToken = default);

    public abstract Task PublishEventAsync(string pubsubName, string topicName, CancellationToken cancellationToken = default);

    public abstract Task PublishEventAsync(string pubsubName, string topicName, Dictionary<string, string> metadata, CancellationToken cancellationToken = default);

    public abstract Task PublishByteEventAsync(string pubsubName, string topicName, ReadOnlyMemory<byte> data, string dataContentType = "application/json", Dictionary<string, string>? metadata = default, CancellationToken cancellationToken = default);

    /// <summary>Publishes many events in one request; some may fail on their own.</summary>
    /// <exception cref="DaprException">The request as a whole failed.</exception>
    public abstract Task<BulkPublishResponse<TValue>> BulkPublishEventAsync<TValue>(string pubsubName, string topicName, IReadOnlyList<TValue> events, Dictionary<string, string>? metadata = default, CancellationToken cancellationToken = default);

    /// <summary>Sidecar and its components are ready; false also when it is not reached.</summary>
    public abstract Task<bool> CheckHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>The same without regard to the application.</summary>
    public abstract Task<bool> CheckOutboundHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns once the sidecar is ready.</summary>
    public abstract Task WaitForSidecarAsync(CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

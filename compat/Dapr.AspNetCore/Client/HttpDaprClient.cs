using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dapr.Client;

/// <summary>The client over the sidecar's HTTP API (docs.dapr.io, reference/api/pubsub_api).</summary>
internal sealed class HttpDaprClient(HttpClient http, JsonSerializerOptions json) : DaprClient
{
    private const string Json = "application/json";
    private const string CloudEvents = "application/cloudevents+json";
    private static readonly TimeSpan SidecarPoll = TimeSpan.FromMilliseconds(500);

    public override Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default) =>
        PublishEventAsync(pubsubName, topicName, data, [], cancellationToken);

    public override Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return PublishAsync(pubsubName, topicName, JsonSerializer.SerializeToUtf8Bytes(data, json), ContentType(data), metadata, cancellationToken);
    }

    public override Task PublishEventAsync(string pubsubName, string topicName, CancellationToken cancellationToken = default) =>
        PublishAsync(pubsubName, topicName, default, null, null, cancellationToken);

    public override Task PublishEventAsync(string pubsubName, string topicName, Dictionary<string, string> metadata, CancellationToken cancellationToken = default) =>
        PublishAsync(pubsubName, topicName, default, null, metadata, cancellationToken);

    public override Task PublishByteEventAsync(string pubsubName, string topicName, ReadOnlyMemory<byte> data, string dataContentType = Json, Dictionary<string, string>? metadata = null, CancellationToken cancellationToken = default) =>
        PublishAsync(pubsubName, topicName, data, dataContentType, metadata, cancellationToken);

    public override async Task<BulkPublishResponse<TValue>> BulkPublishEventAsync<TValue>(string pubsubName, string topicName, IReadOnlyList<TValue> events, Dictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var entries = events.Select((e, i) => new BulkPublishEntry<TValue>(i.ToString(System.Globalization.CultureInfo.InvariantCulture), e, ContentType(e))).ToList();
        var body = entries.Select(e => new WireEntry(e.EntryId, JsonSerializer.SerializeToElement(e.EventData, json), e.ContentType));
        using var content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var response = await SendAsync(Path("v1.0-alpha1/publish/bulk", pubsubName, topicName, metadata), content, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var failed = Failures(text);
        if (!response.IsSuccessStatusCode && failed.Count == 0)
        {
            throw Refused("Bulk Publish operation failed", response, text);
        }

        var byId = entries.ToDictionary(e => e.EntryId);
        return new BulkPublishResponse<TValue>([.. failed.Where(f => byId.ContainsKey(f.EntryId))
            .Select(f => new BulkPublishResponseFailedEntry<TValue>(byId[f.EntryId], f.Error ?? ""))]);
    }

    public override Task<bool> CheckHealthAsync(CancellationToken cancellationToken = default) => IsHealthyAsync("v1.0/healthz", cancellationToken);

    public override Task<bool> CheckOutboundHealthAsync(CancellationToken cancellationToken = default) => IsHealthyAsync("v1.0/healthz/outbound", cancellationToken);

    public override async Task WaitForSidecarAsync(CancellationToken cancellationToken = default)
    {
        while (!await CheckOutboundHealthAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(SidecarPoll, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            http.Dispose();
        }
    }

    private static string ContentType<T>(T data) => data is CloudEvent ? CloudEvents : Json;

    private static string Path(string verb, string pubsubName, string topicName, Dictionary<string, string>? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(topicName);
        var query = string.Join('&', (metadata ?? []).Select(m => $"metadata.{Uri.EscapeDataString(m.Key)}={Uri.EscapeDataString(m.Value)}"));
        return $"/{verb}/{Uri.EscapeDataString(pubsubName)}/{Uri.EscapeDataString(topicName)}{(query.Length > 0 ? "?" : "")}{query}";
    }

    private static List<WireFailure> Failures(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<WireFailures>(text, JsonSerializerOptions.Web)?.FailedEntries ?? [];
        }
        catch (JsonException)
        {
            // Not the sidecar's own answer (a proxy's error page): the status code decides.
            return [];
        }
    }

    private static DaprException Refused(string what, HttpResponseMessage response, string text)
    {
        var cause = new HttpRequestException($"The sidecar answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
        return new DaprException($"{what}: the Dapr endpoint indicated a failure. See InnerException for details.", cause);
    }

    private async Task PublishAsync(string pubsubName, string topicName, ReadOnlyMemory<byte> data, string? contentType, Dictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(data);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var response = await SendAsync(Path("v1.0/publish", pubsubName, topicName, metadata), content, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw Refused("Publish operation failed", response, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new DaprException("Publish operation failed: the Dapr endpoint indicated a failure. See InnerException for details.", e);
        }
    }

    private async Task<bool> IsHealthyAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"/{path}", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private sealed record WireEntry(string EntryId, JsonElement Event, string ContentType);

    private sealed record WireFailure(string EntryId, string? Error);

    private sealed record WireFailures(List<WireFailure>? FailedEntries);
}

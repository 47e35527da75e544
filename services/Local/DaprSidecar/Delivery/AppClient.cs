using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Sidecar.Store;

namespace Platform.Sidecar.Delivery;

/// <summary>Speaks with one application as daprd does: discovery and delivery (docs.dapr.io, reference/api/pubsub_api).</summary>
internal sealed class AppClient(SubscriberApp app, HttpClient http, DaprSidecarOptions options)
{
    private static readonly MediaTypeHeaderValue CloudEvents = new("application/cloudevents+json");

    /// <summary>The app's subscriptions; none when it has no such endpoint.</summary>
    /// <exception cref="HttpRequestException">Not reached, or not ready.</exception>
    public async Task<IReadOnlyList<TopicSubscription>> DiscoverAsync(CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, "/dapr/subscribe");
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var told = await JsonSerializer.DeserializeAsync<List<Told>>(body, JsonSerializerOptions.Web, cancellationToken) ?? [];
        return [.. told
            .Where(t => t is { PubSubName.Length: > 0, Topic.Length: > 0 } && (t.Route ?? t.Routes?.Default) is { Length: > 0 })
            .Where(t => options.PubSubNames.Contains(t.PubSubName))
            .Select(t => new TopicSubscription(t.PubSubName!, t.Topic!, (t.Route ?? t.Routes!.Default)!, t.DeadLetterTopic))];
    }

    private static readonly ActivitySource Source = new("Platform.Sidecar");

    public async Task<Delivered> DeliverAsync(string route, StoredMessage message, CancellationToken stopping)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(options.DeliveryTimeout);
        // The delivery belongs to the publisher's trace; a client that is observed writes its own span over a header set by hand.
        using var delivery = ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var publisher)
            ? Source.StartActivity($"deliver {route}", ActivityKind.Producer, publisher)
            : null;
        try
        {
            using var request = Request(HttpMethod.Post, route);
            request.Content = new ByteArrayContent(message.Envelope) { Headers = { ContentType = CloudEvents } };
            if (message.TraceParent is { } trace)
            {
                request.Headers.TryAddWithoutValidation("traceparent", trace);
            }

            using var response = await http.SendAsync(request, timeout.Token);
            return response.IsSuccessStatusCode ? Read(await response.Content.ReadAsByteArrayAsync(timeout.Token))
                : response.StatusCode == HttpStatusCode.NotFound ? new Delivered(Outcome.NoRoute, $"the app answered 404 at {route}")
                : new Delivered(Outcome.Retry, $"the app answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return new Delivered(Outcome.Unreachable, e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Delivered(Outcome.Retry, e.Message);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Delivered(Outcome.Retry, $"no answer within {options.DeliveryTimeout.TotalSeconds:0.#} s");
        }
    }

    // A success without a readable status is a success, as in Dapr.
    private static Delivered Read(byte[] body)
    {
        string? status = null;
        try
        {
            status = body.Length == 0 ? null : JsonSerializer.Deserialize<Answer>(body, JsonSerializerOptions.Web)?.Status;
        }
        catch (JsonException)
        {
            return new Delivered(Outcome.Done, "");
        }

        return status?.ToUpperInvariant() switch
        {
            null or "" or "SUCCESS" => new Delivered(Outcome.Done, ""),
            "DROP" => new Delivered(Outcome.Drop, "the app answered DROP"),
            "RETRY" => new Delivered(Outcome.Retry, "the app answered RETRY"),
            _ => new Delivered(Outcome.Retry, $"the app answered the unknown status {status}"),
        };
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(app.BaseAddress, path.StartsWith('/') ? path : $"/{path}"));
        if (app.AppApiToken is { } token)
        {
            request.Headers.TryAddWithoutValidation("dapr-api-token", token);
        }

        return request;
    }

    private sealed record Answer(string? Status);

    private sealed record Routes(string? Default);

    private sealed record Told(string? PubSubName, string? Topic, string? Route, Routes? Routes, string? DeadLetterTopic);
}

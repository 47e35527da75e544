using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Platform.Sidecar.Publish;

/// <summary>Wraps published data into a CloudEvent (docs.dapr.io, pubsub-cloudevents; CloudEvents 1.0, JSON format).</summary>
internal static class Envelope
{
    private const string CloudEvents = "application/cloudevents+json";

    /// <summary>The event as UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The data is not what its content type says.</exception>
    public static byte[] Wrap(PublishedData published, string defaultSource, DateTimeOffset now)
    {
        var type = MediaTypeHeaderValue.TryParse(published.ContentType, out var parsed) ? parsed : null;
        var attributes = Attributes(published, defaultSource, now);
        using var buffer = new MemoryStream(published.Data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (type is not null && type.MediaType.Equals(CloudEvents, StringComparison.OrdinalIgnoreCase))
            {
                Complete(writer, published.Data, attributes);
            }
            else
            {
                WriteAll(writer, attributes);
                WriteData(writer, published.Data, type);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static Dictionary<string, string> Attributes(PublishedData published, string source, DateTimeOffset now)
    {
        var attributes = new Dictionary<string, string>
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.NewGuid().ToString(),
            ["source"] = source,
            ["type"] = "com.dapr.event.sent",
            ["time"] = now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["pubsubname"] = published.PubSub,
            ["topic"] = published.Topic,
        };
        if (published.TraceParent is { Length: > 0 } trace)
        {
            attributes["traceparent"] = trace;
            attributes["traceid"] = trace;
        }

        foreach (var (key, value) in published.Metadata)
        {
            if (key.StartsWith("cloudevent.", StringComparison.OrdinalIgnoreCase))
            {
                attributes[key["cloudevent.".Length..].ToLowerInvariant()] = value;
            }
        }

        return attributes;
    }

    private static void WriteAll(Utf8JsonWriter writer, Dictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteData(Utf8JsonWriter writer, ReadOnlyMemory<byte> data, MediaTypeHeaderValue? type)
    {
        writer.WriteString("datacontenttype", type?.ToString() ?? "text/plain");
        if (type is not null && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        {
            writer.WritePropertyName("data");
            using var document = JsonDocument.Parse(data);
            document.RootElement.WriteTo(writer);
        }
        else if (type is not null && type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteBase64String("data_base64", data.Span);
        }
        else
        {
            writer.WriteString("data", Encoding.UTF8.GetString(data.Span));
        }
    }

    // Already a CloudEvent: its own attributes stay, except where it went; missing ones are added.
    private static void Complete(Utf8JsonWriter writer, ReadOnlyMemory<byte> data, Dictionary<string, string> attributes)
    {
        using var document = JsonDocument.Parse(data);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A CloudEvent must be a JSON object.");
        }

        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name is not ("pubsubname" or "topic"))
            {
                property.WriteTo(writer);
                attributes.Remove(property.Name);
            }
        }

        WriteAll(writer, attributes);
    }
}

/// <summary>One event as it was handed in.</summary>
internal sealed record PublishedData(
    string PubSub,
    string Topic,
    ReadOnlyMemory<byte> Data,
    string? ContentType,
    IReadOnlyDictionary<string, string> Metadata,
    string? TraceParent);

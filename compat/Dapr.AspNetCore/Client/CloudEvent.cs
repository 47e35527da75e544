using System.Text.Json.Serialization;

namespace Dapr;

/// <summary>An event that brings its own CloudEvents attributes; the sidecar adds only what is missing (CloudEvents 1.0, JSON format).</summary>
public class CloudEvent
{
    [JsonPropertyName("source")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Uri? Source { get; init; }

    [JsonPropertyName("type")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonPropertyName("subject")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject { get; init; }
}

/// <summary>The same with JSON data.</summary>
public class CloudEvent<TData>(TData data) : CloudEvent
{
    [JsonPropertyName("data")]
    public TData Data { get; } = data;

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; } = "application/json";
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.ServiceDefaults.Text;

/// <summary>How everything here is written as JSON: answers, events, stored documents.</summary>
public static class PlatformJson
{
    /// <summary>Camel case, enum values as words, numbers only from numbers, Vietnamese letters as they are.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }
}

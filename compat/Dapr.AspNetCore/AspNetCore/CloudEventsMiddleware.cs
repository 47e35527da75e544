using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Dapr
{
    /// <summary>
    /// Unwraps a structured CloudEvent: the data becomes the request's body, its content type the request's. Other
    /// requests pass untouched (CloudEvents 1.0, HTTP binding 3.2; JSON format 3.1).
    /// </summary>
    internal sealed class CloudEventsMiddleware(RequestDelegate next)
    {
        private const string CloudEvents = "application/cloudevents+json";

        public async Task InvokeAsync(HttpContext context)
        {
            if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals(CloudEvents, StringComparison.OrdinalIgnoreCase))
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            var cloudEvent = await ReadAsync(context.Request, type.Charset.Value).ConfigureAwait(false);
            if (cloudEvent.TryGetProperty("data", out var data) & cloudEvent.TryGetProperty("data_base64", out var bytes))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var (contentType, isJson) = DataContentType(cloudEvent);
            var body = data.ValueKind != JsonValueKind.Undefined ? Body(data, isJson)
                : bytes.ValueKind != JsonValueKind.Undefined ? bytes.GetBytesFromBase64()
                : null;
            await NextAsync(context, body ?? [], body is null ? null : contentType).ConfigureAwait(false);
        }

        // Text that is no JSON travels as a JSON string; anything else is the data itself.
        private static byte[] Body(JsonElement data, bool isJson) => isJson || data.ValueKind != JsonValueKind.String
            ? JsonSerializer.SerializeToUtf8Bytes(data)
            : Encoding.UTF8.GetBytes(data.GetString()!);

        private static async Task<JsonElement> ReadAsync(HttpRequest request, string? charset)
        {
            if (string.IsNullOrEmpty(charset) || charset.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            {
                return await JsonSerializer.DeserializeAsync<JsonElement>(request.Body).ConfigureAwait(false);
            }

            using var reader = new HttpRequestStreamReader(request.Body, Encoding.GetEncoding(charset));
            return JsonSerializer.Deserialize<JsonElement>(await reader.ReadToEndAsync().ConfigureAwait(false));
        }

        private static (string Type, bool IsJson) DataContentType(JsonElement cloudEvent)
        {
            if (!cloudEvent.TryGetProperty("datacontenttype", out var given) || !MediaTypeHeaderValue.TryParse(given.GetString(), out var type))
            {
                return ("application/json", true);
            }

            // What follows is always UTF-8, whatever the publisher used.
            type.Charset = default;
            return (type.ToString(), type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        }

        private async Task NextAsync(HttpContext context, byte[] body, string? contentType)
        {
            var (originalBody, originalType) = (context.Request.Body, context.Request.ContentType);
            try
            {
                context.Request.Body = new MemoryStream(body);
                context.Request.ContentType = contentType;
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                context.Request.Body = originalBody;
                context.Request.ContentType = originalType;
            }
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Adds the middleware.</summary>
    public static class DaprApplicationBuilderExtensions
    {
        public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            return builder.UseMiddleware<Dapr.CloudEventsMiddleware>();
        }
    }
}

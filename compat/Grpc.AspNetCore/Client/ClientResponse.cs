using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>What an HTTP answer says about a call (grpc/grpc, doc/http-grpc-status-mapping.md).</summary>
internal static class ClientResponse
{
    /// <summary>The status of an answer that is no gRPC answer, else null.</summary>
    public static Status? Reject(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var code = response.StatusCode switch
            {
                HttpStatusCode.BadRequest => StatusCode.Internal,
                HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
                HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
                HttpStatusCode.NotFound => StatusCode.Unimplemented,
                HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
                _ => StatusCode.Unknown,
            };
            return new Status(code, $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }

        var contentType = response.Content.Headers.ContentType?.ToString();
        return contentType is null ? new Status(StatusCode.Cancelled, "Bad gRPC response. Response did not have a content-type header.")
            : Headers.IsGrpc(contentType) ? null
            : new Status(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    /// <summary>Status in these headers or trailers; null when there is none.</summary>
    public static Status? ReadStatus(HttpHeaders headers)
    {
        if (Single(headers, Headers.Status) is not { } text)
        {
            return null;
        }

        var detail = Headers.DecodeMessage(Single(headers, Headers.Message) ?? "");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new Status(Enum.IsDefined((StatusCode)code) ? (StatusCode)code : StatusCode.Unknown, detail)
            : new Status(StatusCode.Unknown, $"Unexpected grpc-status value: {text}");
    }

    public static string? Single(HttpHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            Headers.Read(metadata, name, values);
        }

        return metadata;
    }

    /// <summary>Status of a call that the transport broke off.</summary>
    public static Status FromException(Exception exception, string what)
    {
        var http2 = Causes(exception).OfType<HttpProtocolException>().FirstOrDefault();
        var code = (http2?.ErrorCode, exception) switch
        {
            // RFC 9113, 7 and grpc/grpc, doc/PROTOCOL-HTTP2.md, Errors.
            (0x7, _) => StatusCode.Unavailable,
            (0x8, _) => StatusCode.Cancelled,
            (0xb, _) => StatusCode.ResourceExhausted,
            (0xc, _) => StatusCode.PermissionDenied,
            ({ }, _) => StatusCode.Internal,
            (_, HttpRequestException or IOException) => StatusCode.Unavailable,
            _ => StatusCode.Internal,
        };
        var messages = string.Join(' ', Causes(exception).Select(e => $"{e.GetType().Name}: {e.Message}"));
        return new Status(code, $"{what} {messages}", exception);
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }
}

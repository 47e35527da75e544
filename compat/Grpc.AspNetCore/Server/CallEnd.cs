using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.Wire;

/// <summary>How a call ends on the server: status and trailers, in the headers when nothing has been sent yet.</summary>
internal static class CallEnd
{
    public static void Write(HttpResponse response, Status status, Metadata trailers, bool afterMessage = false)
    {
        var destination = afterMessage || response.HasStarted
            ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()!.Trailers
            : response.Headers;
        foreach (var entry in trailers)
        {
            destination.Append(entry.Key, Headers.Write(entry));
        }

        destination[Headers.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            destination[Headers.Message] = Headers.EncodeMessage(status.Detail);
        }

        System.Diagnostics.Activity.Current?.SetTag("grpc.status_code", ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Refuses what is no gRPC request; true when it did.</summary>
    public static bool Refuse(HttpContext context)
    {
        if (!Headers.IsGrpc(context.Request.ContentType))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            Write(context.Response, new Status(StatusCode.Internal, $"Content-Type '{context.Request.ContentType}' is not supported."), Metadata.Empty);
            return true;
        }

        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = HttpProtocol.Http2;
            Write(context.Response, new Status(StatusCode.Internal, $"Request protocol '{context.Request.Protocol}' is not supported."), Metadata.Empty);
            return true;
        }

        return false;
    }

    public static Task UnimplementedAsync(HttpContext context, string detail)
    {
        if (!Refuse(context))
        {
            context.Response.ContentType = Headers.ContentType;
            Write(context.Response, new Status(StatusCode.Unimplemented, detail), Metadata.Empty);
        }

        return Task.CompletedTask;
    }
}

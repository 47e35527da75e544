using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.ServiceDefaults.Answers;

/// <summary>
/// Conditional GETs (RFC 9110, 13.1.2), of every answer to a GET: it carries a strong entity tag, and whoever shows the tag again gets 304 and no
/// body while nothing has changed. The tag holds a hash of the content, because an answer can change without its version (a task becomes overdue at
/// midnight) and differs between callers (what each may do).
/// </summary>
public static class Revalidation
{
    private const int HashBytes = 12;

    /// <summary>Of an answer with more to tell about itself.</summary>
    /// <param name="version">Version in front of the hash, to be sent back as If-Match with a change.</param>
    /// <param name="content">What counts as content, when the answer tells more, such as when it was read.</param>
    public static RouteHandlerBuilder Revalidated<T>(
        this RouteHandlerBuilder endpoint, Func<T, long>? version, Func<T, T>? content = null) where T : notnull =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            return result is IValueHttpResult { Value: T value } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK }
                ? Of(context.HttpContext, value, version?.Invoke(value), content)
                : result;
        });

    internal static IResult Of<T>(HttpContext http, T value, long? version = null, Func<T, T>? content = null) where T : notnull
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content is null ? body : JsonSerializer.SerializeToUtf8Bytes(content(value), json)), 0, HashBytes);
        var tag = new EntityTagHeaderValue(version is { } number ? $"{Precondition.TagOf(number)[..^1]}-{hash}\"" : $"\"{hash}\"");
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return Precondition.TryRead(http.Request.Headers.IfNoneMatch, out var known) && known.Any(t => t.Tag == "*" || t.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, "application/json; charset=utf-8");
    }
}

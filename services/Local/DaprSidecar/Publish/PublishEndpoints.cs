using System.Text.Json;

namespace Platform.Sidecar.Publish;

/// <summary>Dapr's HTTP API for publishing (docs.dapr.io, reference/api/pubsub_api).</summary>
internal static class PublishEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1.0/publish/{pubsub}/{**topic}", PublishAsync);
        routes.MapPost("/v1.0-alpha1/publish/bulk/{pubsub}/{**topic}", BulkAsync);
    }

    private static async Task<IResult> PublishAsync(string pubsub, string? topic, HttpContext context, Publisher publisher)
    {
        var name = Uri.UnescapeDataString(topic ?? "");
        if (publisher.Check(pubsub, name) is { } unknown)
        {
            return Error(StatusCodes.Status404NotFound, unknown);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var data = new PublishedData(pubsub, name, body.GetBuffer().AsMemory(0, (int)body.Length), context.Request.ContentType, Metadata(context.Request), TraceParent(context.Request));
        var results = await publisher.PublishAsync([data]);
        return results[0] is { } error ? Error(StatusCodes.Status400BadRequest, error) : Results.NoContent();
    }

    private static async Task<IResult> BulkAsync(string pubsub, string? topic, HttpContext context, Publisher publisher)
    {
        var name = Uri.UnescapeDataString(topic ?? "");
        if (publisher.Check(pubsub, name) is { } unknown)
        {
            return Error(StatusCodes.Status404NotFound, unknown);
        }

        List<BulkEntry>? entries;
        try
        {
            entries = await JsonSerializer.DeserializeAsync<List<BulkEntry>>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);
        }
        catch (JsonException e)
        {
            return Error(StatusCodes.Status400BadRequest, new PublishError("ERR_PUBSUB_EVENTS_SER", $"error when unmarshaling the request: {e.Message}"));
        }

        if (entries is null || entries.Any(e => string.IsNullOrEmpty(e.EntryId)) || entries.DistinctBy(e => e.EntryId).Count() != entries.Count)
        {
            return Error(StatusCodes.Status400BadRequest, new PublishError("ERR_PUBSUB_EVENTS_SER", "entryId is duplicated or not present for an entry"));
        }

        var shared = Metadata(context.Request);
        var results = await publisher.PublishAsync([.. entries.Select(e => new PublishedData(
            pubsub, name, e.Bytes(), e.ContentType, Merge(shared, e.Metadata), TraceParent(context.Request)))]);
        var failed = entries.Zip(results).Where(r => r.Second is not null).Select(r => new { entryId = r.First.EntryId, error = r.Second!.Message }).ToList();
        return failed.Count == 0
            ? Results.NoContent()
            : Results.Json(new { failedEntries = failed, errorCode = "ERR_PUBSUB_PUBLISH_MESSAGE" }, statusCode: StatusCodes.Status500InternalServerError);
    }

    internal static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> shared, IEnumerable<KeyValuePair<string, string>>? own)
    {
        var merged = new Dictionary<string, string>(shared);
        foreach (var (key, value) in own ?? [])
        {
            merged[key] = value;
        }

        return merged;
    }

    private static IResult Error(int status, PublishError error) => Results.Json(new { errorCode = error.Code, message = error.Message }, statusCode: status);

    private static string? TraceParent(HttpRequest request) => request.Headers.TraceParent.ToString() is { Length: > 0 } trace ? trace : null;

    private static Dictionary<string, string> Metadata(HttpRequest request) => request.Query
        .Where(q => q.Key.StartsWith("metadata.", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(q => q.Key["metadata.".Length..], q => q.Value.ToString());

    private sealed record BulkEntry(string EntryId, JsonElement Event, string ContentType, Dictionary<string, string>? Metadata)
    {
        private bool IsJson => ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);

        // An event that is no JSON travels as a JSON string.
        public ReadOnlyMemory<byte> Bytes() => Event.ValueKind == JsonValueKind.String && !IsJson
            ? System.Text.Encoding.UTF8.GetBytes(Event.GetString()!)
            : JsonSerializer.SerializeToUtf8Bytes(Event);
    }
}

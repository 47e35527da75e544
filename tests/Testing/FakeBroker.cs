using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Platform.Testing;

/// <summary>Dapr's publishing API: notes every event and answers as told.</summary>
public sealed class FakeBroker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeBroker(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Every event taken, in order of arrival.</summary>
    public ConcurrentQueue<Published> Events { get; } = new();

    public int Requests => _requests;

    /// <summary>Ids of entries refused, or null to refuse the whole request.</summary>
    public Func<string, IReadOnlyList<JsonElement>, Task<IReadOnlyList<int>?>> Refuse { get; set; } = (_, _) => Task.FromResult<IReadOnlyList<int>?>([]);

    private int _requests;

    public static async Task<FakeBroker> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var broker = new FakeBroker(builder.Build());
        broker._app.MapPost("/v1.0-alpha1/publish/bulk/pubsub/{topic}", broker.TakeAsync);
        await broker._app.StartAsync();
        return broker;
    }

    public IReadOnlyList<T> Of<T>(string topic) =>
        [.. Events.Where(e => e.Topic == topic).Select(e => e.Event.Deserialize<T>(ServiceDefaults.Hosting.PlatformHost.Json)!)];

    public Task<T> WaitForAsync<T>(string topic, Func<T, bool> fits) where T : class => Eventually.GetAsync(
        $"an event on {topic}", () => Task.FromResult(Of<T>(topic).LastOrDefault(fits)!), found => found is not null);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string topic, HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        using var document = await JsonDocument.ParseAsync(http.Request.Body);
        var entries = document.RootElement.EnumerateArray().Select(e => e.Clone()).ToList();
        var events = entries.ConvertAll(e => e.GetProperty("event"));
        if (await Refuse(topic, events) is not { } refused)
            return Results.StatusCode(500);
        foreach (var (e, index) in events.Select((e, i) => (e, i)))
        {
            if (!refused.Contains(index))
                Events.Enqueue(new(topic, e));
        }
        return refused.Count == 0
            ? Results.NoContent()
            : Results.Json(new { failedEntries = refused.Select(i => new { entryId = entries[i].GetProperty("entryId").GetString(), error = "refused" }) }, statusCode: 500);
    }
}

public sealed record Published(string Topic, JsonElement Event);

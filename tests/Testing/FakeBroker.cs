using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Platform.ServiceDefaults.Text;
using Platform.Sidecar.Protocol;

namespace Platform.Testing;

/// <summary>The publishing call of Dapr's gRPC API that the genuine SDK uses: notes every event and answers as told.</summary>
public sealed class FakeBroker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private FakeBroker(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Every event taken, in order of arrival.</summary>
    public ConcurrentQueue<Published> Events { get; } = new();

    public int Requests => _requests;

    /// <summary>Ids of entries refused, or null to refuse the whole request.</summary>
    public Func<string, IReadOnlyList<JsonElement>, Task<IReadOnlyList<int>?>> Refuse { get; set; } = (_, _) => Task.FromResult<IReadOnlyList<int>?>([]);

    public static async Task<FakeBroker> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(o => o.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton<Publishing>();
        var broker = new FakeBroker(builder.Build());
        broker._app.Services.GetRequiredService<Publishing>().Broker = broker;
        broker._app.MapGrpcService<Publishing>();
        await broker._app.StartAsync();
        return broker;
    }

    public IReadOnlyList<T> Of<T>(string topic) =>
        [.. Events.Where(e => e.Topic == topic).Select(e => e.Event.Deserialize<T>(ServiceDefaults.Text.PlatformJson.Options)!)];

    public Task<T> WaitForAsync<T>(string topic, Func<T, bool> fits) where T : class => Eventually.GetAsync(
        $"an event on {topic}", () => Task.FromResult(Of<T>(topic).LastOrDefault(fits)!), found => found is not null);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<BulkPublishResponse> TakeAsync(string topic, IReadOnlyList<BulkPublishRequestEntry> entries)
    {
        Interlocked.Increment(ref _requests);
        var events = entries.Select(e => JsonElement.Parse(e.Event.Span)).ToList();
        if (await Refuse(topic, events) is not { } refused)
            throw new RpcException(new(StatusCode.Internal, "refused"));
        foreach (var (_, taken) in events.Index().Where(e => !refused.Contains(e.Index)))
            Events.Enqueue(new(topic, taken));
        var response = new BulkPublishResponse();
        response.FailedEntries.AddRange(refused.Select(i => new BulkPublishResponseFailedEntry { EntryId = entries[i].EntryId, Error = "refused" }));
        return response;
    }

    private sealed class Publishing : Sidecar.Protocol.Dapr.DaprBase
    {
        public FakeBroker Broker { get; set; } = null!;

        public override Task<BulkPublishResponse> BulkPublishEventAlpha1(BulkPublishRequest request, ServerCallContext context) =>
            Broker.TakeAsync(request.Topic, request.Entries);

        public override Task<BulkPublishResponse> BulkPublishEvent(BulkPublishRequest request, ServerCallContext context) =>
            Broker.TakeAsync(request.Topic, request.Entries);
    }
}

public sealed record Published(string Topic, JsonElement Event);

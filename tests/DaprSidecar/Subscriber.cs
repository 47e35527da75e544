using System.Collections.Concurrent;
using System.Text.Json;
using Dapr;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Sidecar;

/// <summary>An application that subscribes with Dapr's SDK, checks the sidecar's token, and answers as told.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    public const string Token = "app-token";
    private readonly WebApplication app;

    private Subscriber(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>Every delivery, in order of arrival, also those that were refused.</summary>
    public ConcurrentQueue<Received> Deliveries { get; } = new();

    /// <summary>The answer to a delivery: a status, or an HTTP code.</summary>
    public Func<Received, Task<object>> Answer { get; set; } = _ => Task.FromResult<object>("SUCCESS");

    public IEnumerable<string?> Data(string topic) => Deliveries.Where(d => d.Topic == topic).Select(d => d.Data);

    /// <param name="port">0: a free one.</param>
    public static async Task<Subscriber> StartAsync(string[] topics, string? deadLetterTopic = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddAuthentication().AddDapr(o => o.Token = Token);
        builder.Services.AddAuthorization(o => o.AddDapr());
        var subscriber = new Subscriber(builder.Build());
        subscriber.app.UseAuthentication();
        subscriber.app.UseAuthorization();
        subscriber.app.MapSubscribeHandler();
        foreach (var topic in topics)
        {
            subscriber.app.MapPost($"/events/{topic}", async (HttpContext context) => await (await subscriber.HandleAsync(context, topic)).ExecuteAsync(context))
                .WithTopic(new TopicOptions { PubsubName = "pubsub", Name = topic, DeadLetterTopic = topic == deadLetterTopic ? null : deadLetterTopic })
                .RequireAuthorization("Dapr");
        }

        await subscriber.app.StartAsync();
        return subscriber;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task<IResult> HandleAsync(HttpContext context, string topic)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        var received = new Received(topic, document.RootElement.Clone(), context.Request.ContentType, context.Request.Headers.TraceParent.ToString());
        Deliveries.Enqueue(received);
        return await Answer(received) switch
        {
            int code => Results.StatusCode(code),
            "" => Results.Ok(),
            var status => Results.Json(new { status }),
        };
    }
}

/// <summary>One delivery as it arrived.</summary>
internal sealed record Received(string Topic, JsonElement Event, string? ContentType, string TraceParent)
{
    public string? Data => Event.TryGetProperty("data", out var data) ? data.ToString() : null;
}

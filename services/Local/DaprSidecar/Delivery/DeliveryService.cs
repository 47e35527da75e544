using System.Collections.Immutable;
using Platform.Sidecar.Store;

namespace Platform.Sidecar.Delivery;

/// <summary>Runs a pump for every subscription, and asks each app what it subscribes to until it answers.</summary>
internal sealed partial class DeliveryService(DaprSidecarOptions options, MessageStore store, ILogger<DeliveryService> logger) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private ImmutableList<SubscriptionPump> pumps = [];
    private Task running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        store.Appended += Notify;

        // The whole of it runs outside of the starter's trace.
        using (ExecutionContext.SuppressFlow())
        {
            running = Task.WhenAll(options.Apps.Select(app => Task.Run(() => ServeAsync(app), CancellationToken.None)));
        }

        await Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        store.Appended -= Notify;
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        stopping.Dispose();
        http.Dispose();
    }

    private void Notify(string pubsub, string topic)
    {
        foreach (var pump in pumps)
        {
            if (pump.Subscription.Topic.Topic == topic && pump.Subscription.Topic.PubSub == pubsub)
            {
                pump.Notify();
            }
        }
    }

    private async Task ServeAsync(SubscriberApp app)
    {
        var client = new AppClient(app, http, options);
        try
        {
            var topics = await DiscoverAsync(app, client);
            var subscriptions = await store.SubscribeAsync(app.AppId, topics);
            var own = subscriptions.ConvertAll(s => new SubscriptionPump(s, client, store, options, logger));
            ImmutableInterlocked.Update(ref pumps, all => all.AddRange(own));
            Subscribed(logger, app.AppId, own.Count);
            await Task.WhenAll(own.Select(RunAsync));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before the app ever answered.
        }
    }

    private async Task RunAsync(SubscriptionPump pump)
    {
        await using (pump)
        {
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    await pump.RunAsync(stopping.Token);
                }
                catch (Exception e)
                {
                    // Nothing may end a subscription for good.
                    PumpFailed(logger, pump.Subscription.AppId, pump.Subscription.Topic.Topic, e);
                    await Task.Delay(options.UnreachableDelay, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }

    private async Task<IReadOnlyList<TopicSubscription>> DiscoverAsync(SubscriberApp app, AppClient client)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await client.DiscoverAsync(stopping.Token);
            }
            catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException or IOException)
            {
                if (failures == 0)
                {
                    NotAnswering(logger, app.AppId, e.Message);
                }
            }

            // The real clock: an app starts when it does, whatever time the tests play.
            await Task.Delay(options.UnreachableDelay, stopping.Token);
        }
    }

    [LoggerMessage(LogLevel.Information, "{App} subscribes to {Count} topics")]
    private static partial void Subscribed(ILogger logger, string app, int count);

    [LoggerMessage(LogLevel.Information, "{App} does not tell its subscriptions yet, will go on asking: {Reason}")]
    private static partial void NotAnswering(ILogger logger, string app, string reason);

    [LoggerMessage(LogLevel.Error, "{App} {Topic}: delivery failed, starts again")]
    private static partial void PumpFailed(ILogger logger, string app, string topic, Exception exception);
}

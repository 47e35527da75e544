using System.Diagnostics;
using System.Text.Json;
using Dapr.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Queues;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Telemetry;

namespace Platform.ServiceDefaults.Outbox;

/// <summary>Wakes the dispatcher right after a commit, so that an event leaves in milliseconds and not at the next poll.</summary>
public sealed class OutboxSignal
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    public void Set()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just set it: the dispatcher wakes either way.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => _wake.WaitAsync(atMost, stop);
}

/// <summary>
/// Publishes the outbox: claims a bounded batch, publishes it per topic, deletes what the broker took. What it did not take
/// is tried again with growing pauses; after <see cref="MaxAttempts"/> it becomes a dead letter that an operator sees and replays.
/// </summary>
public sealed partial class OutboxDispatcher<TDb>(
    IServiceScopeFactory scopes, DaprClient dapr, OutboxSignal signal, TimeProvider time, ILogger<OutboxDispatcher<TDb>> logger)
    : BackgroundService where TDb : PlatformDb
{
    public const int BatchSize = 200;
    public const int MaxAttempts = 30;

    private static readonly TimeSpan ClaimLasts = TimeSpan.FromSeconds(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TDb>().ReleaseOwnAsync<OutboxMessage>(time.GetUtcNow(), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DispatchOnceAsync(stoppingToken) == 0)
                    await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.RoundFailed(logger, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    /// <summary>One round; returns the number of messages that left.</summary>
    public async Task<int> DispatchOnceAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var batch = await db.ClaimAsync<OutboxMessage>(due => due.OrderBy(m => m.Id).Take(BatchSize), ClaimLasts, time.GetUtcNow(), stop);
        var sent = 0;
        foreach (var topic in batch.GroupBy(m => m.Topic))
            sent += await PublishAsync(db, topic.Key, [.. topic], stop);
        return sent;
    }

    private async Task<int> PublishAsync(TDb db, string topic, List<OutboxMessage> messages, CancellationToken stop)
    {
        HashSet<long> failed;
        string? error = null;
        using var activity = PlatformTelemetry.StartShared($"publish {topic}", ActivityKind.Producer, messages.Select(ParentOf));
        try
        {
            var events = messages.ConvertAll(m => JsonSerializer.Deserialize<JsonElement>(m.Payload));
            var response = await dapr.BulkPublishEventAsync(Topics.PubSub, topic, events, cancellationToken: stop);
            failed = [.. response.FailedEntries.Select(f => messages[int.Parse(f.Entry.EntryId, System.Globalization.CultureInfo.InvariantCulture)].Id)];
            error = response.FailedEntries.FirstOrDefault()?.ErrorMessage;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            failed = [.. messages.Select(m => m.Id)];
            error = e.Message;
        }
        var done = messages.Where(m => !failed.Contains(m.Id)).Select(m => m.Id).ToList();
        var again = messages.Where(m => failed.Contains(m.Id)).ToList();
        await db.WriteAsync(
            async () =>
            {
                if (done.Count > 0)
                    await db.Outbox.Where(m => done.Contains(m.Id)).ExecuteDeleteAsync(CancellationToken.None);
                foreach (var message in again)
                    await NotTakenAsync(db, message, error);
                return true;
            },
            CancellationToken.None);
        if (again.Count > 0)
            Log.NotTaken(logger, again.Count, topic, error);
        return done.Count;
    }

    private static ActivityContext ParentOf(OutboxMessage message) =>
        ActivityContext.TryParse(message.TraceParent, null, out var context) ? context : default;

    private async Task NotTakenAsync(TDb db, OutboxMessage message, string? error)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? dead = message.Attempts >= MaxAttempts ? now : null;
        if (dead is not null)
            PlatformTelemetry.OutboxDead.Add(1);
        await db.FailAsync(message, now + TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, message.Attempts - 1))), dead, error);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Outbox round failed")]
        public static partial void RoundFailed(ILogger logger, Exception error);

        [LoggerMessage(2, LogLevel.Warning, "{Count} messages for {Topic} were not taken: {Error}")]
        public static partial void NotTaken(ILogger logger, int count, string topic, string? error);
    }
}

using System.Collections.Concurrent;
using Platform.Sidecar.Store;

namespace Platform.Sidecar.Delivery;

/// <summary>
/// Delivers one subscription: loads messages in windows, keeps a bounded number under way, brings failed ones back
/// later without holding up the others. One loop owns all state; deliveries and timers only leave notes and wake it.
/// </summary>
internal sealed partial class SubscriptionPump(StoredSubscription subscription, AppClient app, MessageStore store, DaprSidecarOptions options, ILogger logger) : IAsyncDisposable
{
    private const int MaxWaiting = 1024;
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMilliseconds(50);

    private readonly SubscriptionReader reader = new(options.DataFile, subscription);
    private readonly Progress progress = new(subscription.Cursor);
    private readonly Queue<StoredMessage> ready = new();
    private readonly PriorityQueue<Failing, long> waiting = new();
    private readonly Dictionary<long, Failing> failing = [];
    private readonly ConcurrentQueue<(StoredMessage Message, Delivered How)> finished = new();
    private readonly AsyncSignal wake = new();
    private volatile bool more = true;
    private int inFlight;
    private int outages;
    private Task saving = Task.CompletedTask;
    private long lastSave = Environment.TickCount64;

    public StoredSubscription Subscription => subscription;

    /// <summary>There is something new on the topic.</summary>
    public void Notify()
    {
        more = true;
        wake.Set();
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        // The timer of retries follows the given clock; the one of saving does not change what is delivered.
        using var retryTimer = options.Time.CreateTimer(_ => wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var saveTimer = new Timer(_ => wake.Set());
        while (!stopping.IsCancellationRequested)
        {
            await SettleAsync();
            BringBack();
            Load();
            Send(stopping);
            Save();
            retryTimer.Change(UntilNextRetry(), Timeout.InfiniteTimeSpan);
            saveTimer.Change(progress.HasUnsaved ? SaveInterval : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            try
            {
                await wake.WaitAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        // What is under way is delivered again after the next start; what is done need not be.
        await SettleAsync();
        await saving;
        if (progress.HasUnsaved)
        {
            var (cursor, ahead) = progress.TakeUnsaved();
            await SaveAsync(cursor, ahead);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        reader.Dispose();
    }

    private async Task SettleAsync()
    {
        while (finished.TryDequeue(out var item))
        {
            inFlight--;
            var (message, how) = item;
            outages = how.Outcome == Outcome.Unreachable ? outages : 0;
            switch (how.Outcome)
            {
                case Outcome.Done:
                    Finish(message.Seq);
                    break;
                case Outcome.NoRoute:
                    Dropped(logger, subscription.AppId, subscription.Topic.Topic, message.Seq, how.Reason);
                    Finish(message.Seq);
                    break;
                case Outcome.Drop when subscription.Topic.DeadLetterTopic is null:
                    Dropped(logger, subscription.AppId, subscription.Topic.Topic, message.Seq, how.Reason);
                    Finish(message.Seq);
                    break;
                case Outcome.Drop:
                    await GiveUpAsync(message.Seq, how.Reason, Attempts(message.Seq) + 1);
                    break;
                case Outcome.Unreachable:
                    Wait(message.Seq, Attempts(message.Seq), options.UnreachableDelay);
                    if (outages++ == 0)
                    {
                        NotReached(logger, subscription.AppId, subscription.Topic.Topic, how.Reason);
                    }

                    break;
                case Outcome.Retry when Attempts(message.Seq) + 1 >= options.MaxAttempts:
                    await GiveUpAsync(message.Seq, how.Reason, options.MaxAttempts);
                    break;
                default:
                    var failures = Attempts(message.Seq) + 1;
                    Retrying(logger, subscription.AppId, subscription.Topic.Topic, message.Seq, failures, how.Reason);
                    Wait(message.Seq, failures, Backoff.Delay(options.RetryBaseDelay, options.RetryMaxDelay, failures, Random.Shared.NextDouble()));
                    break;
            }
        }
    }

    private int Attempts(long seq) => failing.TryGetValue(seq, out var known) ? known.Attempts : 0;

    // Only the number is kept while it waits: its event is read again, so that memory stays bounded.
    private void Wait(long seq, int attempts, TimeSpan delay)
    {
        var item = failing[seq] = new Failing(seq, attempts);
        waiting.Enqueue(item, (options.Time.GetUtcNow() + delay).UtcTicks);
    }

    private void Finish(long seq)
    {
        failing.Remove(seq);
        progress.Done(seq);
    }

    private async Task GiveUpAsync(long seq, string reason, int attempts)
    {
        try
        {
            await store.GiveUpAsync(subscription, seq, reason, attempts);
            GivenUp(logger, subscription.AppId, subscription.Topic.Topic, seq, attempts, reason);
            Finish(seq);
        }
        catch (Exception e)
        {
            // A dead letter that cannot be written is no dead letter: it stays a message.
            Failed(logger, subscription.AppId, subscription.Topic.Topic, e);
            Wait(seq, attempts - 1, options.RetryMaxDelay);
        }
    }

    private void BringBack()
    {
        var now = options.Time.GetUtcNow().UtcTicks;
        while (inFlight + ready.Count < options.MaxInFlight && waiting.TryPeek(out var item, out var due) && due <= now)
        {
            waiting.Dequeue();
            if (reader.Find(item.Seq) is { } message)
            {
                ready.Enqueue(message);
            }
            else
            {
                Finish(item.Seq);
            }
        }
    }

    private void Load()
    {
        // Half a window of room at least, so that one query serves many messages.
        if (!more || ready.Count > options.MaxInFlight / 2 || waiting.Count >= MaxWaiting)
        {
            return;
        }

        more = false;
        var limit = options.MaxInFlight * 2;
        var loaded = reader.Read(progress.Position, limit);
        foreach (var message in loaded)
        {
            progress.Loaded(message.Seq);
            ready.Enqueue(message);
        }

        // Never the other way round: a notice that came meanwhile must not be lost.
        if (loaded.Count == limit)
        {
            more = true;
        }
    }

    private void Send(CancellationToken stopping)
    {
        while (inFlight < options.MaxInFlight && ready.TryDequeue(out var message))
        {
            inFlight++;
            _ = DeliverAsync(message, stopping);
        }

        if (more && ready.Count <= options.MaxInFlight / 2 && waiting.Count < MaxWaiting)
        {
            wake.Set();
        }
    }

    private async Task DeliverAsync(StoredMessage message, CancellationToken stopping)
    {
        try
        {
            finished.Enqueue((message, await app.DeliverAsync(subscription.Topic.Route, message, stopping)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            Failed(logger, subscription.AppId, subscription.Topic.Topic, e);
            finished.Enqueue((message, new Delivered(Outcome.Retry, e.Message)));
        }

        wake.Set();
    }

    private void Save()
    {
        if (!progress.HasUnsaved || !saving.IsCompleted || (Environment.TickCount64 - lastSave < SaveInterval.TotalMilliseconds && progress.Unsaved < 512))
        {
            return;
        }

        lastSave = Environment.TickCount64;
        var (cursor, ahead) = progress.TakeUnsaved();
        saving = SaveAsync(cursor, ahead);
    }

    private async Task SaveAsync(long cursor, IReadOnlyList<long> ahead)
    {
        try
        {
            await store.AcknowledgeAsync(subscription, cursor, ahead);
        }
        catch (Exception e)
        {
            // Not saved means delivered again after a restart, which subscribers must bear anyway.
            Failed(logger, subscription.AppId, subscription.Topic.Topic, e);
        }

        wake.Set();
    }

    private TimeSpan UntilNextRetry()
    {
        if (inFlight + ready.Count >= options.MaxInFlight || !waiting.TryPeek(out _, out var due))
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = TimeSpan.FromTicks(due) - TimeSpan.FromTicks(options.Time.GetUtcNow().UtcTicks);
        return left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }

    private sealed record Failing(long Seq, int Attempts);
}

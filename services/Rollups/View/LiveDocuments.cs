using System.Text.Json;
using System.Threading.Channels;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.View;

/// <summary>
/// Fans one unit's picture out to all who watch it: one look at the grain's version every 200 ms per watched picture, however
/// many watch, and one serialised document for all. A slow reader only ever misses intermediate pictures.
/// </summary>
public sealed partial class LiveDocuments(RollupReader reader, IHostApplicationLifetime lifetime, ILogger<LiveDocuments> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Unit, string Period), Watch> _watches = [];

    private sealed class Watch
    {
        public List<Channel<byte[]>> Readers { get; } = [];

        public byte[]? Latest { get; set; }
    }

    public Subscription Subscribe(OrgUnitInfo unit, string period)
    {
        // One place, newest wins: a reader that lags gets the latest picture, and the queue cannot grow.
        var channel = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            if (!_watches.TryGetValue((unit.Code, period), out var watch))
            {
                _watches[(unit.Code, period)] = watch = new();
                _ = RunAsync(unit, period, watch);
            }
            watch.Readers.Add(channel);
            if (watch.Latest is { } latest)
                channel.Writer.TryWrite(latest);
        }
        return new(this, (unit.Code, period), channel);
    }

    public sealed class Subscription(LiveDocuments owner, (string, string) key, Channel<byte[]> channel) : IDisposable
    {
        public ChannelReader<byte[]> Documents => channel.Reader;

        public void Dispose()
        {
            lock (owner._lock)
            {
                if (owner._watches.TryGetValue(key, out var watch))
                    watch.Readers.Remove(channel);
            }
        }
    }

    private async Task RunAsync(OrgUnitInfo unit, string period, Watch watch)
    {
        var stop = lifetime.ApplicationStopping;
        (long, long)? shown = null;
        using var timer = new PeriodicTimer(Interval);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var version = await reader.VersionAsync(unit, stop);
                if (version != shown)
                {
                    var document = JsonSerializer.SerializeToUtf8Bytes(await reader.ReadAsync(unit, period, stop), PlatformJson.Options);
                    shown = version;
                    Send(watch, document);
                }
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.Failed(logger, unit.Code, error);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
            lock (_lock)
            {
                if (watch.Readers.Count > 0)
                    continue;
                _watches.Remove((unit.Code, period));
                return;
            }
        }
    }

    private void Send(Watch watch, byte[] document)
    {
        lock (_lock)
        {
            watch.Latest = document;
            foreach (var channel in watch.Readers)
                channel.Writer.TryWrite(document);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The picture of {Unit} could not be read")]
        public static partial void Failed(ILogger logger, string unit, Exception error);
    }
}

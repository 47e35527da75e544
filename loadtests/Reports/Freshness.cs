using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Reports;

/// <summary>Watches a city's event stream and notes when each commune's report first stands in the picture.</summary>
public sealed class Freshness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _seen = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _watching;

    private Freshness(Api api, string token, string region, string period) =>
        _watching = WatchAsync(api.StreamAsync(token, $"/api/rollups/{region}/stream?period={period}", _stop.Token));

    public int Pictures { get; private set; }

    /// <summary>Returns once the first picture has come.</summary>
    public static async Task<Freshness> WatchAsync(Api api, string token, string region, string period)
    {
        var watch = new Freshness(api, token, region, period);
        await await Task.WhenAny(watch._first.Task, watch._watching);
        return watch;
    }

    /// <summary>Milliseconds from the answered submission to the picture that holds it, ordered; communes not seen yet are absent.</summary>
    public double[] Milliseconds(IReadOnlyDictionary<string, long> answered) => [.. answered
        .Where(a => _seen.ContainsKey(a.Key))
        .Select(a => Math.Max(0, Stopwatch.GetElapsedTime(a.Value, _seen[a.Key]).TotalMilliseconds)).Order()];

    public static double Percentile(double[] ordered, double percent) =>
        ordered.Length == 0 ? double.NaN : ordered[Math.Max(0, (int)Math.Ceiling(ordered.Length * percent / 100) - 1)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(IAsyncEnumerable<JsonElement> pictures)
    {
        await foreach (var picture in pictures)
        {
            var now = Stopwatch.GetTimestamp();
            Pictures++;
            foreach (var unit in Reports.Pictures.Sent(picture))
                _seen.TryAdd(unit, now);
            _first.TrySetResult();
        }
    }
}

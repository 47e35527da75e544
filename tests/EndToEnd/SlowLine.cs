using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Platform.EndToEnd.Tests;

/// <summary>A page on an old computer behind a slow line: a quarter of the processor, 200 KB/s; counts what is transferred.</summary>
public sealed class SlowLine
{
    private const int SlowerBy = 4;
    private const int BytesPerSecond = 200 * 1024;

    private readonly ICDPSession _devTools;
    private readonly ConcurrentDictionary<string, (string Address, double At)> _asked = [];
    private readonly ConcurrentQueue<(string Id, double At, long Bytes)> _received = [];
    private readonly Stopwatch _clock = new();
    private double _wallTimeFrom;

    private SlowLine(ICDPSession devTools) => _devTools = devTools;

    public static async Task<SlowLine> OnAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        var line = new SlowLine(devTools);
        devTools.Event("Network.requestWillBeSent").OnEvent += (_, e) =>
        {
            // The only event with both clocks: the browser's own and the wall's.
            line._wallTimeFrom = Number(e, "wallTime") - Number(e, "timestamp");
            line._asked[Id(e)] = (e!.Value.GetProperty("request").GetProperty("url").GetString()!, Number(e, "timestamp"));
        };
        devTools.Event("Network.loadingFinished").OnEvent += (_, e) => line._received.Enqueue((Id(e), Number(e, "timestamp"), (long)Number(e, "encodedDataLength")));
        // A stream never finishes: its bytes count as they come, uncompressed as it is.
        devTools.Event("Network.dataReceived").OnEvent += (_, e) =>
        {
            if (line._asked.TryGetValue(Id(e), out var asked) && asked.Address.Contains("/stream", StringComparison.Ordinal))
                line._received.Enqueue((Id(e), Number(e, "timestamp"), (long)Number(e, "dataLength")));
        };
        await devTools.SendAsync("Network.enable");
        await devTools.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        await devTools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = SlowerBy });
        return line;
    }

    public IEnumerable<string> Addresses => _asked.Values.Select(a => a.Address);

    /// <summary>As for somebody who was never here, but for the session.</summary>
    public async Task ForgetAsync()
    {
        await _devTools.SendAsync("Network.clearBrowserCache");
        _asked.Clear();
        _received.Clear();
        _clock.Restart();
    }

    /// <summary>What came since, and how long it took. Bytes hardly differ from run to run; the time depends on the machine.</summary>
    /// <param name="shownAt">When the page showed what was waited for, by the wall clock in milliseconds; what came later is not counted.</param>
    public Transfer SoFar(double? shownAt = null) => new(
        Until(shownAt).Sum(r => r.Bytes), _asked.Values.Count(a => IsBy(a.At, shownAt)), _clock.Elapsed);

    /// <summary>The heaviest first, for the message of a failed test.</summary>
    public string Heaviest(double? shownAt = null) => string.Join('\n', Until(shownAt).GroupBy(r => r.Id).Select(g => (Id: g.Key, Bytes: g.Sum(r => r.Bytes)))
        .OrderByDescending(r => r.Bytes).Take(15)
        .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Bytes,8} {_asked.GetValueOrDefault(r.Id).Address}")));

    private IEnumerable<(string Id, double At, long Bytes)> Until(double? shownAt) => _received.Where(r => IsBy(r.At, shownAt));

    private bool IsBy(double at, double? shownAt) => shownAt is null || (at + _wallTimeFrom) * 1_000 <= shownAt;

    private static double Number(JsonElement? e, string name) => e!.Value.GetProperty(name).GetDouble();

    private static string Id(JsonElement? e) => e!.Value.GetProperty("requestId").GetString()!;
}

public sealed record Transfer(long Bytes, int Requests, TimeSpan Elapsed)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s, {Bytes / 1024.0:0} KB in {Requests} requests");
}

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
    private readonly ConcurrentDictionary<string, string> _addresses = [];
    private readonly ConcurrentDictionary<string, long> _bytes = [];
    private readonly Stopwatch _clock = new();

    private SlowLine(ICDPSession devTools) => _devTools = devTools;

    public static async Task<SlowLine> OnAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        var line = new SlowLine(devTools);
        devTools.Event("Network.requestWillBeSent").OnEvent += (_, e) => line._addresses[Id(e)] = e!.Value.GetProperty("request").GetProperty("url").GetString()!;
        devTools.Event("Network.loadingFinished").OnEvent += (_, e) => line._bytes[Id(e)] = e!.Value.GetProperty("encodedDataLength").GetInt64();
        // A stream never finishes: its bytes count as they come, uncompressed as it is.
        devTools.Event("Network.dataReceived").OnEvent += (_, e) =>
        {
            if (line._addresses.TryGetValue(Id(e), out var address) && address.Contains("/stream", StringComparison.Ordinal))
                line._bytes.AddOrUpdate(Id(e), Length(e), (_, before) => before + Length(e));
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

    public IEnumerable<string> Addresses => _addresses.Values;

    /// <summary>As for somebody who was never here, but for the session.</summary>
    public async Task ForgetAsync()
    {
        await _devTools.SendAsync("Network.clearBrowserCache");
        _addresses.Clear();
        _bytes.Clear();
        _clock.Restart();
    }

    /// <summary>What came since, and how long it took. Bytes hardly differ from run to run; the time depends on the machine.</summary>
    public Transfer SoFar() => new(_bytes.Values.Sum(), _addresses.Count, _clock.Elapsed);

    /// <summary>The heaviest first, for the message of a failed test.</summary>
    public string Heaviest() => string.Join('\n', _bytes.OrderByDescending(b => b.Value).Take(15)
        .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Value,8} {_addresses.GetValueOrDefault(b.Key)}")));

    private static long Length(JsonElement? e) => e!.Value.GetProperty("dataLength").GetInt64();

    private static string Id(JsonElement? e) => e!.Value.GetProperty("requestId").GetString()!;
}

public sealed record Transfer(long Bytes, int Requests, TimeSpan Elapsed)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s, {Bytes / 1024.0:0} KB in {Requests} requests");
}

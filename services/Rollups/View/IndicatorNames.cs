using System.Collections.Frozen;
using System.Globalization;
using Grpc.Core;
using Platform.Contracts.Grpc.Indicators;

namespace Platform.Rollups.View;

/// <summary>The indicator definitions, asked from the Indicators service and kept for five minutes.</summary>
public sealed class IndicatorNames(IndicatorCatalog.IndicatorCatalogClient indicators, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);
    private volatile FrozenDictionary<string, Definition>? _known;
    private DateTimeOffset _loadedAt;

    public sealed record Definition(string Code, string Name, int Area, string Unit, bool IsRatio, string Direction, decimal? Target);

    public async ValueTask<FrozenDictionary<string, Definition>> GetAsync(CancellationToken stop)
    {
        if (_known is { } fresh && time.GetUtcNow() - _loadedAt < Keep)
            return fresh;
        try
        {
            var reply = await indicators.ListAsync(new(), cancellationToken: stop);
            _loadedAt = time.GetUtcNow();
            return _known = reply.Indicators.Select(i => new Definition(
                i.Code, i.Name, i.Area, i.Unit, i.Kind == "ratio", i.Direction,
                i.Target is "" ? null : decimal.Parse(i.Target, CultureInfo.InvariantCulture))).ToFrozenDictionary(d => d.Code);
        }
        catch (RpcException)
        {
            // The picture is more than its names: it stays up without them, and they are asked for again in a moment.
            _loadedAt = time.GetUtcNow() - Keep + Again;
            return _known ??= FrozenDictionary<string, Definition>.Empty;
        }
    }
}

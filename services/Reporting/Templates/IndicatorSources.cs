using System.Collections.Frozen;
using Grpc.Core;
using Platform.Contracts.Grpc.Indicators;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Templates;

/// <summary>Which indicators there are and where their values come from, asked from Indicators and kept for five minutes.</summary>
public sealed class IndicatorSources(IndicatorCatalog.IndicatorCatalogClient indicators, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private volatile FrozenDictionary<string, string>? _known;
    private DateTimeOffset _loadedAt;

    /// <summary>Indicator code to source: report, direct or reporting; null when Indicators does not answer.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>?> GetAsync(CancellationToken stop)
    {
        if (_known is { } fresh && time.GetUtcNow() - _loadedAt < Keep)
            return fresh;
        try
        {
            var reply = await indicators.ListAsync(new(), cancellationToken: stop);
            _loadedAt = time.GetUtcNow();
            return _known = reply.Indicators.ToFrozenDictionary(i => i.Code, i => i.Source);
        }
        catch (RpcException)
        {
            return _known;
        }
    }

    /// <summary>A template measures indicators of reports and takes first values from directly measured ones. Pure.</summary>
    /// <param name="sources">Null when they could not be asked: nothing is found then.</param>
    public static IEnumerable<FieldError> Check(Template t, IReadOnlyDictionary<string, string>? sources)
    {
        if (sources is null)
            return [];
        return
        [
            .. t.Measures.Index().Select(m => Wrong($"measures[{m.Index}].indicator", m.Item.Indicator, "report", "không tính từ báo cáo"))
                .OfType<FieldError>(),
            .. t.Items.Index().Where(i => IndicatorPrefill.Parse(i.Item.Prefill) is not null)
                .Select(i => Wrong($"items[{i.Index}].prefill", IndicatorPrefill.Parse(i.Item.Prefill)!.Indicator, "direct",
                    "không được ghi trực tiếp nên không gợi ý được")).OfType<FieldError>(),
        ];

        FieldError? Wrong(string field, string code, string source, string why) => sources.GetValueOrDefault(code) switch
        {
            null => new(field, ReportErrors.BadTemplate, $"Không có chỉ số mang mã “{code}”."),
            var known when known != source => new(field, ReportErrors.BadTemplate, $"Chỉ số {code} {why}."),
            _ => null,
        };
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Reports;

/// <summary>
/// Full reports that every rule of the template lets pass, made from the template alone, and the sums that must come out of them.
/// </summary>
public sealed class ReportForms
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _items;
    private readonly List<string> _sections;
    private readonly List<(string Indicator, string Numerator, string? Denominator)> _measures;
    private readonly Dictionary<string, int> _depths;

    private ReportForms(JsonElement template)
    {
        _items = [.. template.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!)];
        _sections = [.. template.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("code").GetString()!)];
        _measures = [.. template.GetProperty("measures").EnumerateArray()
            .Select(m => (m.GetProperty("indicator").GetString()!, m.GetProperty("numerator").GetString()!, m.GetProperty("denominator").GetString()))];
        var bounds = template.GetProperty("checks").EnumerateArray()
            .ToLookup(c => c.GetProperty("left").GetString()!, c => c.GetProperty("right").GetString()!);
        _depths = _items.ToDictionary(i => i, i => Depth(bounds, i));
    }

    public int ValuesPerReport => _items.Count + _sections.Count;

    public static async Task<ReportForms> ForAsync(Api api, string token, string period) =>
        new(await api.ReadAsync(token, $"/api/reports/{period}/template"));

    /// <param name="round">Another round has other figures.</param>
    public byte[] Json(string unit, int round) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            values = Values(unit, round),
            narrative = _sections.ToDictionary(s => s, s => $"[Dữ liệu thử tải] Đơn vị {unit}: nội dung phần {s} được triển khai theo kế hoạch, đúng tiến độ."),
        },
        Plain);

    /// <summary>Sums over units as an independent recount: (indicator, numerator, denominator).</summary>
    public Dictionary<string, (decimal Numerator, decimal Denominator)> Sums(IEnumerable<string> units, int round)
    {
        var sums = _measures.ToDictionary(m => m.Indicator, _ => (Numerator: 0m, Denominator: 0m));
        foreach (var values in units.Select(u => Values(u, round)))
        {
            foreach (var (indicator, numerator, denominator) in _measures)
            {
                var sum = sums[indicator];
                sums[indicator] = (sum.Numerator + values[numerator], sum.Denominator + (denominator is null ? 0 : values[denominator]));
            }
        }
        return sums;
    }

    /// <summary>A part lies 100 below its whole, whatever is added for the unit.</summary>
    private Dictionary<string, decimal> Values(string unit, int round)
    {
        var own = unit.Aggregate(round * 7, (sum, c) => (sum * 31) + c) & 0x3F;
        return _items.ToDictionary(i => i, i => 1000m - (100 * _depths[i]) + own);
    }

    private static int Depth(ILookup<string, string> bounds, string item) =>
        bounds[item].Select(whole => 1 + Depth(bounds, whole)).DefaultIfEmpty(0).Max();
}

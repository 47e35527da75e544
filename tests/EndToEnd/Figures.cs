using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>Valid figures for a template, different for every unit, and the sums that must come out of them.</summary>
public sealed class Figures(JsonElement template)
{
    public object Report(string unit, int variant = 0) => new
    {
        values = Values(unit, variant),
        narrative = template.GetProperty("sections").EnumerateArray().ToDictionary(s => s.GetProperty("code").GetString()!, s => $"Nội dung của {unit}"),
    };

    public Dictionary<string, decimal> Values(string unit, int variant = 0)
    {
        var values = new Dictionary<string, decimal>();
        var number = int.Parse(unit, CultureInfo.InvariantCulture);
        foreach (var (item, index) in template.GetProperty("items").EnumerateArray().Select((item, index) => (item, index)))
            values[item.GetProperty("code").GetString()!] = 40 + (((number * 7) + (index * 13) + variant) % 50);
        // Twice, since some rules build on others.
        for (var round = 0; round < 2; round++)
        {
            foreach (var check in template.GetProperty("checks").EnumerateArray())
            {
                var (left, right) = (check.GetProperty("left").GetString()!, check.GetProperty("right").GetString()!);
                values[left] = Math.Min(values[left], values[right]);
            }
        }
        return values;
    }

    /// <summary>Numerator and denominator per indicator over units.</summary>
    public Dictionary<string, (decimal Numerator, decimal? Denominator)> Sums(IEnumerable<(string Unit, int Variant)> units)
    {
        var all = units.Select(u => Values(u.Unit, u.Variant)).ToList();
        return template.GetProperty("measures").EnumerateArray().ToDictionary(
            m => m.GetProperty("indicator").GetString()!,
            m => (all.Sum(v => v[m.GetProperty("numerator").GetString()!]),
                m.GetProperty("denominator").GetString() is { } denominator ? all.Sum(v => v[denominator]) : (decimal?)null));
    }

    /// <summary>What a rollup document says of the same.</summary>
    public static Dictionary<string, (decimal Numerator, decimal? Denominator)> Shown(JsonElement rollup) =>
        rollup.GetProperty("indicators").EnumerateArray().ToDictionary(
            i => i.GetProperty("indicator").GetString()!,
            i => (i.GetProperty("numerator").GetDecimal(),
                i.GetProperty("denominator").ValueKind == JsonValueKind.Null ? (decimal?)null : i.GetProperty("denominator").GetDecimal()));
}

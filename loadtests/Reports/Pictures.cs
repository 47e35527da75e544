using System.Text.Json;

namespace Platform.LoadTests.Reports;

/// <summary>Reads rollup documents.</summary>
public static class Pictures
{
    public static int Submitted(JsonElement picture) => picture.GetProperty("reports").GetProperty("submitted").GetInt32();

    /// <summary>Communes of a city's picture whose report stands as sent.</summary>
    public static IEnumerable<string> Sent(JsonElement picture) => picture.GetProperty("children").EnumerateArray()
        .Where(c => c.GetProperty("state").GetString() == "submitted").Select(c => c.GetProperty("orgUnit").GetString()!);

    /// <summary>The first difference between a picture and the recount; null when it is exact.</summary>
    public static string? Difference(JsonElement picture, int submitted, Dictionary<string, (decimal Numerator, decimal Denominator)> sums)
    {
        if (Submitted(picture) != submitted)
            return $"{Submitted(picture)} of {submitted} submitted";
        var lines = picture.GetProperty("indicators").EnumerateArray().ToDictionary(i => i.GetProperty("indicator").GetString()!);
        foreach (var (indicator, sum) in sums)
        {
            if (!lines.TryGetValue(indicator, out var line))
                return $"{indicator} is missing";
            var denominator = line.GetProperty("denominator") is { ValueKind: JsonValueKind.Number } d ? d.GetDecimal() : 0;
            if (line.GetProperty("numerator").GetDecimal() != sum.Numerator || denominator != sum.Denominator)
                return $"{indicator} is {line.GetProperty("numerator")}/{denominator}, not {sum.Numerator}/{sum.Denominator}";
        }
        return null;
    }
}

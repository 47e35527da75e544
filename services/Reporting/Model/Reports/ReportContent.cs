using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Model.Reports;

/// <summary>What a report says: figures by item code, narrative by section code.</summary>
public sealed record ReportContent(IReadOnlyDictionary<string, decimal> Values, IReadOnlyDictionary<string, string> Narrative)
{
    public static readonly ReportContent Empty = new(new Dictionary<string, decimal>(), new Dictionary<string, string>());

    public string ToJson() => JsonSerializer.Serialize(this, PlatformJson.Options);

    /// <summary>SHA-256 of stored content, hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    public static ReportContent FromJson(string json) => JsonSerializer.Deserialize<ReportContent>(json, PlatformJson.Options)!;
}

/// <summary>A report as it comes in: values unchecked, so that all mistakes can be told at once. Null clears an item.</summary>
public sealed record ReportInput(
    [property: RawValues(typeof(decimal))] IReadOnlyDictionary<string, JsonElement>? Values,
    [property: RawValues(typeof(string))] IReadOnlyDictionary<string, JsonElement>? Narrative,
    long? Revision = null);

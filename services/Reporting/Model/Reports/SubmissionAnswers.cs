using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Model.Reports;

/// <summary>What a submission answers: why the one before was returned, and the unit's explanation line by line.</summary>
/// <param name="Explained">Item or section code to explanation.</param>
public sealed record SubmissionAnswers(ReturnMessage? Returned, IReadOnlyDictionary<string, string> Explained)
{
    public static SubmissionAnswers Of(ReportRow row) => new(
        row.ReturnedWith is { } returned ? JsonSerializer.Deserialize<ReturnMessage>(returned, PlatformJson.Options) : null,
        row.Explained is { } explained ? JsonSerializer.Deserialize<Dictionary<string, string>>(explained, PlatformJson.Options)! : []);

    public static SubmissionAnswers? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<SubmissionAnswers>(json, PlatformJson.Options);

    public string? ToJson() => Returned is null && Explained.Count == 0 ? null : JsonSerializer.Serialize(this, PlatformJson.Options);
}

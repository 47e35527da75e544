using System.Text.Json;
using Platform.Plans.Errors;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Text;

namespace Platform.Plans.Model;

/// <summary>Why a plan goes back.</summary>
/// <param name="Message">Required.</param>
/// <param name="Reasons">What is wrong with single rows or parts.</param>
public sealed record ReturnInput(string? Message, IReadOnlyList<ItemReasonInput?>? Reasons);

/// <param name="Item">Id of a target or task, or a part: title, decision, period, legalBases, targets, tasks.</param>
public sealed record ItemReasonInput(string? Item, string? Reason);

public sealed record ItemReason(string Item, string Reason);

/// <summary>Message and reasons as kept and shown.</summary>
public sealed record ReturnedWith(string Message, IReadOnlyList<ItemReason> Reasons, string By, DateTimeOffset At)
{
    private const int LongestText = 4000;
    private const int MostReasons = 500;
    private static readonly string[] Parts = ["title", "decision", "period", "legalBases", "targets", "tasks"];

    public static ReturnedWith? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<ReturnedWith>(json, PlatformJson.Options);

    public string ToJson() => JsonSerializer.Serialize(this, PlatformJson.Options);

    public static Result<ReturnedWith> Read(ReturnInput input, PlanContent content, string by, DateTimeOffset at)
    {
        var errors = new List<FieldError>();
        Text(errors, "message", input.Message, "Cần ghi lý do trả lại.");
        var reasons = input.Reasons ?? [];
        if (reasons.Count > MostReasons)
            errors.Add(new("reasons", PlanErrors.TooMany, $"Có {reasons.Count} lý do, tối đa {MostReasons}."));
        var rows = FindingKeys.Paths(content);
        foreach (var (reason, index) in reasons.Take(MostReasons).Select((r, i) => (r, i)))
        {
            var item = reason?.Item ?? "";
            if (!Parts.Contains(item) && !(Guid.TryParse(item, out var row) && rows.ContainsKey(row)))
                errors.Add(new($"reasons[{index}].item", PlanErrors.UnknownItem, $"Kế hoạch không có mục “{item.Shortened(40)}”."));
            Text(errors, $"reasons[{index}].reason", reason?.Reason, "Cần ghi lý do cho mục này.");
        }
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        return new ReturnedWith(input.Message!.Trim(), [.. reasons.Select(r => new ItemReason(r!.Item!, r.Reason!.Trim()))], by, at);
    }

    public static Result<string> ReadReason(string? reason)
    {
        var errors = new List<FieldError>();
        Text(errors, "reason", reason, "Cần ghi lý do.");
        return errors.Count > 0 ? new Failure(RequestErrors.Validation, errors[0].Message, errors) : reason!.Trim();
    }

    private static void Text(List<FieldError> errors, string field, string? text, string missing)
    {
        if (string.IsNullOrWhiteSpace(text))
            errors.Add(new(field, PlanErrors.Required, missing));
        else if (text.Length > LongestText)
            errors.Add(new(field, PlanErrors.TooLong, $"Dài {text.Length} ký tự, tối đa {LongestText}."));
        else if (text.Contains('\0'))
            errors.Add(new(field, PlanErrors.ControlCharacter, "Có ký tự điều khiển không hợp lệ."));
    }
}

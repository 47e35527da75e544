using Platform.Contracts.Events;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Submissions.Review;

/// <summary>Pure decisions of a review.</summary>
public static class Decide
{
    private static readonly TimeSpan DefaultReopening = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestReopening = TimeSpan.FromDays(90);

    public sealed record Outcome(string State, string? Message, ReturnMessage? Returned = null, DateTimeOffset? ReopenedUntil = null,
        IReadOnlyList<string>? ReopenedItems = null);

    public static Result<Outcome> Return(ReportRow? row, Template? template, ReturnMessage message)
    {
        if (row is null || template is null || row.State != ReportStates.Submitted)
            return ReportAccess.WrongState(row, "trả lại");
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(message.Message))
            errors.Add(new("message", ReportErrors.MissingMessage, "Cần ghi lý do trả lại."));
        foreach (var (reason, index) in (message.Reasons ?? []).Select((r, i) => (r, i)))
        {
            if (template.Items.All(i => i.Code != reason?.Item) && template.Sections.All(s => s.Code != reason?.Item))
                errors.Add(new($"reasons[{index}].item", ReportErrors.UnknownItem, $"Biểu mẫu không có chỉ tiêu hay phần “{reason?.Item}”."));
            if (string.IsNullOrWhiteSpace(reason?.Reason))
                errors.Add(new($"reasons[{index}].reason", ReportErrors.MissingMessage, "Cần ghi lý do cho dòng này."));
        }
        return errors.Count > 0
            ? Failure.Invalid(errors)
            : new Outcome(ReportStates.Returned, message.Message, message);
    }

    public static Result<Outcome> Accept(ReportRow? row) => row?.State switch
    {
        ReportStates.Submitted => new Outcome(ReportStates.Accepted, null),
        _ => ReportAccess.WrongState(row, "duyệt"),
    };

    public static Result<Outcome> Reopen(ReportRow? row, Template? template, ReopenInput input, DateTimeOffset now)
    {
        if (row?.State != ReportStates.Accepted)
            return ReportAccess.WrongState(row, "mở lại");
        var until = input.Until ?? now + DefaultReopening;
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(input.Reason))
            errors.Add(new("reason", ReportErrors.MissingMessage, "Cần ghi lý do mở lại."));
        if (until <= now || until > now + LongestReopening)
            errors.Add(new("until", ReportErrors.MissingMessage, "Thời hạn mở lại phải ở tương lai và không quá 90 ngày."));
        foreach (var (item, index) in (input.Items ?? []).Select((item, i) => (item, i)))
        {
            if (template!.Items.All(i => i.Code != item) && template.Sections.All(s => s.Code != item))
                errors.Add(new($"items[{index}]", ReportErrors.UnknownItem, $"Biểu mẫu không có chỉ tiêu hay phần “{item}”."));
        }
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var items = input.Items is { Count: > 0 } some ? some.OfType<string>().Distinct().ToList() : null;
        return new Outcome(ReportStates.Reopened, input.Reason, null, until.ToUniversalTime(), items);
    }
}

using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Reports.Review;

/// <summary>What the Department may do with a report. Pure.</summary>
public static class DecideReview
{
    private static readonly TimeSpan DefaultReopening = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestReopening = TimeSpan.FromDays(90);

    public static Result<ReportStep> Return(ReportAtHand report, ReturnMessage message)
    {
        if (report.Row?.State != ReportStates.Submitted)
            return report.WrongState("trả lại");
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(message.Message))
            errors.Add(new("message", ReportErrors.MissingMessage, "Cần ghi lý do trả lại."));
        foreach (var (index, reason) in (message.Reasons ?? []).Index())
        {
            if (!HasLine(report, reason?.Item))
            {
                errors.Add(new($"reasons[{index}].item", ReportErrors.UnknownItem,
                    $"Biểu mẫu không có chỉ tiêu hay phần “{reason?.Item}”."));
            }
            if (string.IsNullOrWhiteSpace(reason?.Reason))
                errors.Add(new($"reasons[{index}].reason", ReportErrors.MissingMessage, "Cần ghi lý do cho dòng này."));
        }
        return errors.Count > 0 ? Failure.Invalid(errors) : Step(report, ReportStates.Returned, message.Message, returned: message);
    }

    public static Result<ReportStep> Accept(ReportAtHand report) =>
        report.Row?.State == ReportStates.Submitted ? Step(report, ReportStates.Accepted, null) : report.WrongState("duyệt");

    public static Result<ReportStep> Reopen(ReportAtHand report, ReopenInput input)
    {
        if (report.Row?.State != ReportStates.Accepted)
            return report.WrongState("mở lại");
        var (now, until) = (report.Now, input.Until ?? report.Now + DefaultReopening);
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(input.Reason))
            errors.Add(new("reason", ReportErrors.MissingMessage, "Cần ghi lý do mở lại."));
        if (until <= now || until > now + LongestReopening)
            errors.Add(new("until", ReportErrors.MissingMessage, "Thời hạn mở lại phải ở tương lai và không quá 90 ngày."));
        errors.AddRange((input.Items ?? []).Index().Where(i => !HasLine(report, i.Item)).Select(i =>
            new FieldError($"items[{i.Index}]", ReportErrors.UnknownItem, $"Biểu mẫu không có chỉ tiêu hay phần “{i.Item}”.")));
        var items = input.Items is { Count: > 0 } some ? some.OfType<string>().Distinct().ToList() : null;
        return errors.Count > 0
            ? Failure.Invalid(errors)
            : Step(report, ReportStates.Reopened, input.Reason, until: until.ToUniversalTime(), items: items);
    }

    private static bool HasLine(ReportAtHand report, string? code) => code is not null && report.Template.Value.PartOf.ContainsKey(code);

    private static ReportStep Step(
        ReportAtHand report, string state, string? message, ReturnMessage? returned = null, DateTimeOffset? until = null,
        List<string>? items = null) => new(
        state,
        row =>
        {
            row.State = state;
            row.ReturnedWith = ReportStore.Serialize(returned);
            row.ReopenedUntil = until;
            row.ReopenedItems = ReportStore.Serialize(items);
            row.Explained = null;
            if (returned is not null)
                ReturnedParts.Mark(row, report.Template.Value, returned);
        },
        message, Announced: true, row => ReviewNotices.For(row, report, message));
}

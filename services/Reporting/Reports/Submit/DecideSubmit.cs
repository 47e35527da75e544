using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.Reporting.Reports.Submit;

/// <summary>Whether a report may be submitted now, and whether that is on time. Pure.</summary>
public static class DecideSubmit
{
    /// <param name="revision">Revision that the leader saw, when told.</param>
    /// <param name="submitted">Content of the submission before, when lines of it were returned; null otherwise.</param>
    /// <returns>On time or not. The first submission decides: a report returned after the deadline does not become late.</returns>
    public static Result<bool> Decide(ReportAtHand report, long? revision = null, ReportContent? submitted = null)
    {
        if (report.MustBeOpen() is { } notOpen)
            return notOpen;
        if (report.Row is not { } row)
            return new Failure(ReportErrors.NothingToSubmit, "Chưa có bản nháp nào để gửi.");
        if (row.State is not (ReportStates.Draft or ReportStates.Returned or ReportStates.Reopened))
            return report.WrongState("gửi");
        if (report.MustBeAs(Precondition.None.And(revision)) is { } conflict)
            return conflict;
        if (row.OnTime is null && MustNotBeTooLate(report.Period, report.Now) is { } tooLate)
            return tooLate;
        var (template, content) = (report.Template.Value, report.Content);
        IReadOnlyList<FieldError> errors = [.. ContentRules.BeforeSubmit(template, content),
            .. Unanswered(template, row, content, submitted)];
        if (errors.Count > 0)
            return new Failure(ReportErrors.Incomplete, $"Báo cáo còn {errors.Count} chỗ phải hoàn thiện trước khi gửi.", errors);
        return row.OnTime ?? report.Now < VietnamTime.EndOf(report.Period.CommuneDue);
    }

    /// <summary>A first submission after the deadline, where the period takes none or no more of them.</summary>
    public static Failure? MustNotBeTooLate(PeriodRow period, DateTimeOffset now) => period switch
    {
        { LatePolicy: LatePolicies.Refuse } when now >= VietnamTime.EndOf(period.CommuneDue) => new Failure(
            ReportErrors.TooLate, $"Kỳ này không nhận báo cáo sau hạn {period.CommuneDue:dd/MM/yyyy}."),
        { LatePolicy: LatePolicies.Until, LateUntil: { } until } when now >= VietnamTime.EndOf(until) => new Failure(
            ReportErrors.TooLate, $"Kỳ này chỉ nhận báo cáo trễ đến hết ngày {until:dd/MM/yyyy}."),
        _ => null,
    };

    /// <summary>Every returned line is either changed or explained.</summary>
    private static IEnumerable<FieldError> Unanswered(
        CompiledTemplate template, ReportRow row, ReportContent content, ReportContent? submitted)
    {
        if (submitted is null || row.ReturnedWith is null)
            return [];
        var changed = PartContent.Differences(template, submitted, content).Select(PartContent.CodeOf).ToHashSet();
        var answers = SubmissionAnswers.Of(row);
        return (answers.Returned?.Reasons ?? []).OfType<LineReason>()
            .Where(r => !changed.Contains(r.Item) && !answers.Explained.ContainsKey(r.Item))
            .Select(r => new FieldError(
                template.Items.ContainsKey(r.Item) ? $"values.{r.Item}" : $"narrative.{r.Item}", ReportErrors.NotExplained,
                $"Dòng bị trả lại chưa được sửa hoặc giải trình: {template.NameOf(r.Item)}."));
    }
}

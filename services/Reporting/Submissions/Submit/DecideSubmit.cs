using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.Review;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.Reporting.Submissions.Submit;

/// <summary>Whether a report may be submitted now, and whether that is on time. Pure.</summary>
public static class DecideSubmit
{
    /// <param name="row">The working copy; null when nothing was saved.</param>
    /// <param name="template">The template of the working copy.</param>
    /// <param name="revision">Revision that the leader saw, when told.</param>
    /// <param name="submitted">Content of the submission before, when lines of it were returned; null otherwise.</param>
    /// <param name="notOpen">Why the period takes no reports; null when it does.</param>
    /// <returns>On time or not. The first submission decides: a report returned after the deadline does not become late.</returns>
    public static Result<bool> Decide(
        ReportRow? row, CompiledTemplate? template, long? revision, Failure? notOpen, PeriodRow period, DateTimeOffset now,
        ReportContent? submitted = null)
    {
        if (notOpen is not null)
            return notOpen;
        if (row is null || template is null)
            return new Failure(ReportErrors.NothingToSubmit, "Chưa có bản nháp nào để gửi.");
        if (row.State is not (ReportStates.Draft or ReportStates.Returned or ReportStates.Reopened))
            return ReportAccess.WrongState(row, "gửi");
        if (revision is { } seen && seen != row.Revision)
            return ReportAccess.Conflict(row.Revision, Precondition.Seen(seen));
        if (row.OnTime is null && MustNotBeTooLate(period, now) is { } tooLate)
            return tooLate;
        var content = ReportContent.FromJson(row.Content);
        IReadOnlyList<FieldError> errors = [.. ContentRules.BeforeSubmit(template, content), .. Unanswered(template, row, content, submitted)];
        if (errors.Count > 0)
            return new Failure(ReportErrors.Incomplete, $"Báo cáo còn {errors.Count} chỗ phải hoàn thiện trước khi gửi.", errors);
        return row.OnTime ?? now < VietnamTime.EndOf(period.CommuneDue);
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
    private static IEnumerable<FieldError> Unanswered(CompiledTemplate template, ReportRow row, ReportContent content, ReportContent? submitted)
    {
        if (submitted is null || row.ReturnedWith is null)
            return [];
        var changed = Parts.PartContent.Differences(template, submitted, content).Select(d => d.Field[(d.Field.IndexOf('.', StringComparison.Ordinal) + 1)..]).ToHashSet();
        var answers = SubmissionAnswers.Of(row);
        return (answers.Returned?.Reasons ?? []).OfType<LineReason>()
            .Where(r => !changed.Contains(r.Item) && !answers.Explained.ContainsKey(r.Item))
            .Select(r => new FieldError(
                template.Items.ContainsKey(r.Item) ? $"values.{r.Item}" : $"narrative.{r.Item}",
                ReportErrors.NotExplained,
                $"Dòng bị trả lại chưa được sửa hoặc giải trình: {(template.Items.TryGetValue(r.Item, out var item) ? item.Name : template.Sections.TryGetValue(r.Item, out var section) ? section.Title : r.Item)}."));
    }
}

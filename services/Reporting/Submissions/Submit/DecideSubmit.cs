using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Submissions.Submit;

/// <summary>Whether a report may be submitted now, and whether that is on time. Pure.</summary>
public static class DecideSubmit
{
    /// <param name="row">The working copy; null when nothing was saved.</param>
    /// <param name="template">The template of the working copy.</param>
    /// <param name="revision">Revision that the leader saw, when told.</param>
    /// <param name="notOpen">Why the period takes no reports; null when it does.</param>
    /// <returns>On time or not. The first submission decides: a report returned after the deadline does not become late.</returns>
    public static Result<bool> Decide(
        ReportRow? row, TemplateCatalog.Compiled? template, long? revision, Failure? notOpen, PeriodRow period, DateTimeOffset now)
    {
        if (notOpen is not null)
            return notOpen;
        if (row is null || template is null)
            return new Failure(ReportErrors.NothingToSubmit, "Chưa có bản nháp nào để gửi.");
        if (row.State is not (ReportStates.Draft or ReportStates.Returned or ReportStates.Reopened))
            return ReportAccess.WrongState(row, "gửi");
        if (revision is { } seen && seen != row.Revision)
            return ReportAccess.Conflict(row.Revision, seen);
        var errors = ContentRules.BeforeSubmit(template, ReportContent.FromJson(row.Content));
        if (errors.Count > 0)
            return new Failure(ReportErrors.Incomplete, $"Báo cáo còn {errors.Count} chỗ phải hoàn thiện trước khi gửi.", errors);
        return row.OnTime ?? now < VietnamTime.EndOf(period.CommuneDue);
    }
}

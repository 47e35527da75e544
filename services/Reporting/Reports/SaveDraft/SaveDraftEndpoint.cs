using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.SaveDraft;

/// <summary>
/// Stores a draft whole. It may be incomplete, but what is there must be readable; a change based on an older revision
/// (If-Match or <c>revision</c>) is refused, so that nobody overwrites a colleague unseen.
/// </summary>
public static class SaveDraftEndpoint
{
    public static void MapSaveDraft(this WebApplication app) =>
        app.For(Rights.WriteReports, "unit").MapPut(ReportRoutes.One, async (
            [AsParameters] ReportScope report, ReportInput input, Caller caller) =>
            caller.Office is null ? await report.EditAsync(r => Decide(r, input), input.Revision) : ByParts)
            .WithSummary("Saves the draft of a report (commune officer or leader)");

    private static Failure ByParts => new(
        ReportErrors.ByParts,
        "Cán bộ phòng, trung tâm chỉ nhập phần được giao; toàn bộ báo cáo do cán bộ tổng hợp của đơn vị lưu.");

    public static Result<ReportStep> Decide(ReportAtHand report, ReportInput input)
    {
        if (report.Template.Failure is { } noTemplate)
            return noTemplate;
        var (content, errors) = ContentRules.Read(report.Template.Value, input);
        if (errors.Count == 0)
            errors = report.MustKeepTheRest(content);
        return errors.Count > 0 ? Failure.Invalid(errors) : new ReportStep("saved", row => row.Content = content.ToJson());
    }
}

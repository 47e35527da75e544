using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reading.Text;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Review;

/// <summary>What the unit is told when the Department has acted on its report.</summary>
public static class ReviewNotices
{
    private const int LongestBody = 4000;

    public static NoticeRaisedV1 For(ReportRow row, ReportAtHand report, string? message)
    {
        var (name, unit) = (PeriodNames.Of(report.Period), report.Unit.Code);
        var (kind, urgency, title) = row.State switch
        {
            ReportStates.Returned => ("report-returned", NoticeUrgency.Warning, $"Báo cáo {name} bị trả lại"),
            ReportStates.Reopened => (
                "report-reopened", NoticeUrgency.Warning,
                $"Báo cáo {name} được mở lại đến {row.ReopenedUntil!.Value.ToOffset(VietnamTime.Offset):HH:mm dd/MM/yyyy}"),
            _ => ("report-accepted", NoticeUrgency.Info, $"Báo cáo {name} đã được duyệt"),
        };
        var body = message ?? "";
        return new(
            Guid.NewGuid(), $"report/{row.Period}/{unit}/{kind}/{row.Submission}/{row.Revision}", unit, kind, urgency,
            title, body.Shortened(LongestBody), $"/don-vi/{unit}/bao-cao/{row.Period}",
            [new(unit, Roles.CommuneLeader), new(unit, Roles.CommuneOfficer)], report.Now);
    }
}

using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Review;

/// <summary>What the unit is told when the Department acts on its report.</summary>
public static class ReviewNotices
{
    private const int LongestBody = 4000;

    public static NoticeRaisedV1? For(ReportRow row, PeriodRow period, OrgUnitInfo unit, Decide.Outcome outcome, DateTimeOffset now)
    {
        var name = PeriodNames.Of(period);
        var (kind, urgency, title) = outcome.State switch
        {
            ReportStates.Returned => ("report-returned", NoticeUrgency.Warning, $"Báo cáo {name} bị trả lại"),
            ReportStates.Reopened => (
                "report-reopened", NoticeUrgency.Warning,
                $"Báo cáo {name} được mở lại đến {outcome.ReopenedUntil!.Value.ToOffset(VietnamTime.Offset):HH:mm dd/MM/yyyy}"),
            ReportStates.Accepted => ("report-accepted", NoticeUrgency.Info, $"Báo cáo {name} đã được duyệt"),
            _ => ("", "", ""),
        };
        if (kind == "")
            return null;
        var body = outcome.Message ?? "";
        return new(
            Guid.NewGuid(), $"report/{row.Period}/{row.OrgUnit}/{kind}/{row.Submission}/{row.Revision + 1}", row.OrgUnit, kind, urgency,
            title, body.Length <= LongestBody ? body : body[..LongestBody], $"/don-vi/{unit.Code}/bao-cao/{row.Period}",
            [new(unit.Code, Roles.CommuneLeader), new(unit.Code, Roles.CommuneOfficer)], now);
    }
}

using Platform.Contracts.Events;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions;

/// <summary>The checks in front of every use case on one report: the unit exists, sends reports and lies in the caller's scope.</summary>
public static class ReportAccess
{
    public static async Task<Result<OrgUnitInfo>> UnitAsync(
        OrgUnitDirectory directory, string code, Caller caller, Func<Caller, OrgUnitInfo, bool> may, string action, CancellationToken stop)
    {
        var found = (await directory.GetAsync(stop)).Find(code);
        if (found.Failure is not null)
            return found;
        var unit = found.Value;
        if (!caller.Sees(unit))
            return RequestErrors.OutOfScope(code);
        if (!unit.IsLeaf)
            return new Failure(ReportErrors.NotALeaf, $"{unit.FullName} không gửi báo cáo; báo cáo do cấp xã gửi.");
        return may(caller, unit) ? unit : RequestErrors.NotAllowed(action);
    }

    public static Failure WrongState(ReportRow? row, string action) => new(
        ReportErrors.WrongState, $"Không thể {action}: báo cáo đang ở trạng thái “{StateName(row?.State)}”.");

    public static Failure Conflict(long current, long given) => new(
        ReportErrors.Conflict, $"Báo cáo đã được người khác sửa: bản hiện tại là {current}, bản gửi lên dựa trên {given}. Hãy tải lại.");

    /// <summary>A reopened report takes changes until its date; otherwise the period decides.</summary>
    public static Failure? MustBeOpen(PeriodCalendar calendar, string period, ReportRow? row, DateTimeOffset now) =>
        row is { State: ReportStates.Reopened, ReopenedUntil: { } until } && now < until ? null : calendar.FindOpen(period).Failure;

    public static string StateName(string? state) => state switch
    {
        ReportStates.Draft => "bản nháp",
        ReportStates.Submitted => "đã gửi",
        ReportStates.Returned => "bị trả lại",
        ReportStates.Accepted => "đã duyệt",
        ReportStates.Reopened => "được mở lại",
        _ => "chưa bắt đầu",
    };
}

using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions;

/// <summary>The checks in front of every use case on one report: the unit exists and sends reports. Whether the caller may is decided at the door.</summary>
public static class ReportAccess
{
    public static async Task<Result<OrgUnitInfo>> UnitAsync(OrgUnitDirectory directory, string code, CancellationToken stop)
    {
        var found = (await directory.GetAsync(stop)).Find(code);
        if (found.Failure is not null)
            return found;
        var unit = found.Value;
        return unit.IsLeaf ? unit : new Failure(ReportErrors.NotALeaf, $"{unit.FullName} không gửi báo cáo; báo cáo do cấp xã gửi.");
    }

    public static Failure WrongState(ReportRow? row, string action) => new(
        ReportErrors.WrongState, $"Không thể {action}: báo cáo đang ở trạng thái “{StateName(row?.State)}”.");

    public static Failure Conflict(long current, Precondition given) => new(
        ReportErrors.Conflict, $"Báo cáo đã được người khác sửa: bản hiện tại là {current}, bản gửi lên dựa trên {given}. Hãy tải lại.");

    /// <summary>
    /// A reopened report takes changes until its date and not a moment longer; a returned one takes them although the period was locked
    /// meanwhile, for the Department asked for them; otherwise the period decides.
    /// </summary>
    public static Failure? MustBeOpen(PeriodCalendar calendar, string period, ReportRow? row, DateTimeOffset now)
    {
        if (row is { State: ReportStates.Returned })
            return null;
        if (row is not { State: ReportStates.Reopened, ReopenedUntil: { } until })
            return calendar.FindOpen(period).Failure;
        return now < until
            ? null
            : new Failure(ReportErrors.ReopeningOver, $"Thời hạn mở lại đã hết từ {until.ToOffset(VietnamTime.Offset):HH:mm dd/MM/yyyy}; báo cáo khóa như trước khi mở lại.");
    }

    /// <summary>Whether the report may be written to now: open, in a state that takes changes, from a unit that is to send it.</summary>
    public static Failure? MustTakeChanges(PeriodCalendar calendar, PeriodRow period, OrgUnitInfo unit, ReportRow? row, DateTimeOffset now)
    {
        if (MustBeOpen(calendar, period.Code, row, now) is { } notOpen)
            return notOpen;
        if (row is null && !PeriodSenders.Of(period).Include(unit))
            return new Failure(ReportErrors.NotASender, $"{unit.FullName} không thuộc các đơn vị phải gửi báo cáo kỳ này.");
        return row is { State: ReportStates.Submitted or ReportStates.Accepted } ? WrongState(row, "sửa") : null;
    }

    /// <summary>When only some lines were reopened, the others stay as they were accepted.</summary>
    public static IReadOnlyList<FieldError> MustKeepTheRest(CompiledTemplate template, ReportRow? row, ReportContent content)
    {
        if (row is not { State: ReportStates.Reopened, ReopenedItems: { } json })
            return [];
        var open = JsonSerializer.Deserialize<HashSet<string>>(json, PlatformHost.Json)!;
        return [.. Parts.PartContent.Differences(template, ReportContent.FromJson(row.Content), content)
            .Where(d => !open.Contains(d.Field[(d.Field.IndexOf('.', StringComparison.Ordinal) + 1)..]))
            .Select(d => new FieldError(d.Field, ReportErrors.NotReopened, $"Dòng này không nằm trong phần được mở lại. {d.Message}"))];
    }

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

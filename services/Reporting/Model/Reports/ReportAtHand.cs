using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Model.Reports;

/// <summary>A report as it stands at one instant, with all that a decision about it looks at. Pure.</summary>
/// <param name="Row">Null when nothing was saved yet.</param>
/// <param name="Template">What the report is bound to, or would be begun with.</param>
public sealed record ReportAtHand(
    PeriodRow Period, OrgUnitInfo Unit, ReportRow? Row, Result<CompiledTemplate> Template, Caller Caller, DateTimeOffset Now)
{
    public ReportContent Content => Row is null ? ReportContent.Empty : ReportContent.FromJson(Row.Content);

    public Failure WrongState(string action) => ReportStateNames.Wrong(Row?.State, action);

    /// <summary>The report must be as the caller has seen it.</summary>
    public Failure? MustBeAs(Precondition seen) => seen.Holds(Row?.Revision ?? 0) ? null : Conflict(Row?.Revision ?? 0, seen);

    public static Failure Conflict(long current, Precondition given) => new(
        ReportErrors.Conflict, $"Báo cáo đã được người khác sửa: bản hiện tại là {current}, bản gửi lên dựa trên {given}. Hãy tải lại.");

    /// <summary>
    /// A reopened report takes changes until its date and not a moment longer; a returned one takes them although the period was locked
    /// meanwhile, for the Department asked for them; otherwise the period decides.
    /// </summary>
    public Failure? MustBeOpen()
    {
        if (Row is { State: ReportStates.Returned })
            return null;
        if (Row is not { State: ReportStates.Reopened, ReopenedUntil: { } until })
            return PeriodStates.MustBeOpen(Period, Now);
        return Now < until
            ? null
            : new Failure(
                ReportErrors.ReopeningOver,
                $"Thời hạn mở lại đã hết từ {until.ToOffset(VietnamTime.Offset):HH:mm dd/MM/yyyy}; báo cáo khóa như trước khi mở lại.");
    }

    /// <summary>
    /// Whether the unit may write to the report now: open, in a state that takes changes, from a unit that is to send it.
    /// </summary>
    public Failure? MustTakeChanges()
    {
        if (MustBeOpen() is { } notOpen)
            return notOpen;
        if (Row is null && !PeriodSenders.Of(Period).Include(Unit))
            return new Failure(ReportErrors.NotASender, $"{Unit.FullName} không thuộc các đơn vị phải gửi báo cáo kỳ này.");
        return Row is { State: ReportStates.Submitted or ReportStates.Accepted } ? WrongState("sửa") : null;
    }

    /// <summary>When only some lines were reopened, the others stay as they were accepted.</summary>
    public IReadOnlyList<FieldError> MustKeepTheRest(ReportContent content)
    {
        if (Row is not { State: ReportStates.Reopened, ReopenedItems: { } json })
            return [];
        var open = JsonSerializer.Deserialize<HashSet<string>>(json, PlatformJson.Options)!;
        return [.. PartContent.Differences(Template.Value, Content, content)
            .Where(d => !open.Contains(PartContent.CodeOf(d)))
            .Select(d => new FieldError(d.Field, ReportErrors.NotReopened, $"Dòng này không nằm trong phần được mở lại. {d.Message}"))];
    }
}

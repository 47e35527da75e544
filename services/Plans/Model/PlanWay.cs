using System.Collections.Frozen;
using Platform.Plans.Errors;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Model;

/// <summary>Steps of a plan's way, as they stand in addresses and in the history.</summary>
public enum PlanStep { Edit, Submit, Recall, Return, Approve, Issue, Amend, Close, Reopen, Discard, Answer }

/// <summary>What decides about the next step: the state, whether this is an amendment, whether one is open.</summary>
public sealed record PlanStanding(string State, bool IsAmendment, bool HasAmendment, DateTimeOffset? ClosedAt);

/// <param name="Writes">Prepares the unit's plans: its officer and its leader, the Department for all units of the city.</param>
/// <param name="Decides">Approves, returns, issues: the leader of the unit, the Department.</param>
public sealed record PlanRights(bool Writes, bool Decides)
{
    public static PlanRights Of(Caller caller, OrgUnitInfo unit) =>
        new(Rights.WritePlans.Allows(caller, unit), Rights.DecidePlans.Allows(caller, unit));
}

/// <summary>
/// The way of a plan: draft, submitted, returned (then submitted again), approved, issued, amended (by a draft beside it), closed. Pure.
/// The short way: a draft that is no amendment may be issued at once by whoever prepares it, for documents signed on paper.
/// </summary>
public static class PlanWay
{
    /// <summary>How long after its closing a plan can be opened again.</summary>
    public static readonly TimeSpan ReopenWithin = TimeSpan.FromDays(90);

    private static readonly FrozenDictionary<PlanStep, (string[] From, bool NeedsDecider, string Name)> Rules = new Dictionary<PlanStep,
    (string[], bool, string)>
    {
        [PlanStep.Edit] = ([PlanStates.Draft, PlanStates.Returned], false, "sửa"),
        [PlanStep.Submit] = ([PlanStates.Draft, PlanStates.Returned], false, "trình"),
        [PlanStep.Recall] = ([PlanStates.Submitted], false, "rút lại"),
        [PlanStep.Return] = ([PlanStates.Submitted, PlanStates.Approved], true, "trả lại"),
        [PlanStep.Approve] = ([PlanStates.Submitted], true, "phê duyệt"),
        [PlanStep.Issue] = ([PlanStates.Approved, PlanStates.Draft], true, "ban hành"),
        [PlanStep.Amend] = ([PlanStates.Issued], false, "sửa đổi"),
        [PlanStep.Close] = ([PlanStates.Issued], true, "đóng"),
        [PlanStep.Reopen] = ([PlanStates.Closed], true, "mở lại"),
        [PlanStep.Discard] = ([PlanStates.Draft, PlanStates.Returned], false, "xóa"),
        [PlanStep.Answer] = (
            [PlanStates.Draft, PlanStates.Submitted, PlanStates.Returned, PlanStates.Approved, PlanStates.Issued], false,
            "gắn nhiệm vụ cấp trên cho"),
    }.ToFrozenDictionary();

    /// <summary>The right that a step asks for; with issuing the state decides which.</summary>
    public static Right RightFor(PlanStep step) =>
        Rules[step].NeedsDecider && step != PlanStep.Issue ? Rights.DecidePlans : Rights.WritePlans;

    /// <returns>The state after the step.</returns>
    public static Result<string> Decide(PlanStanding plan, PlanStep step, PlanRights who, DateTimeOffset now)
    {
        var (from, needsDecider, name) = Rules[step];
        var shortWay = step == PlanStep.Issue && plan is { State: PlanStates.Draft, IsAmendment: false };
        if (!(who.Decides || (who.Writes && (!needsDecider || shortWay))))
            return RequestErrors.NotAllowed($"{name} kế hoạch của đơn vị này");
        if (!from.Contains(plan.State))
            return new Failure(PlanErrors.WrongState, $"Không thể {name} kế hoạch đang ở trạng thái “{StateName(plan.State)}”.");
        if (step is PlanStep.Amend or PlanStep.Close && plan.HasAmendment)
            return new Failure(
                PlanErrors.AmendmentOpen, "Kế hoạch đang có một bản sửa đổi chưa ban hành; hãy ban hành hoặc bỏ bản đó trước.");
        if (step == PlanStep.Reopen && now > plan.ClosedAt + ReopenWithin)
            return new Failure(PlanErrors.TooLate, $"Kế hoạch đã đóng quá {ReopenWithin.Days} ngày, không mở lại được.");
        return After(step, plan);
    }

    public static string StateName(string state) => state switch
    {
        PlanStates.Draft => "bản nháp",
        PlanStates.Submitted => "đã trình",
        PlanStates.Returned => "bị trả lại",
        PlanStates.Approved => "đã phê duyệt",
        PlanStates.Issued => "đã ban hành",
        PlanStates.Closed => "đã đóng",
        _ => "đã nhập vào kế hoạch gốc",
    };

    private static string After(PlanStep step, PlanStanding plan) => step switch
    {
        PlanStep.Submit => PlanStates.Submitted,
        PlanStep.Recall => PlanStates.Draft,
        PlanStep.Return => PlanStates.Returned,
        PlanStep.Approve => PlanStates.Approved,
        PlanStep.Issue => plan.IsAmendment ? PlanStates.Merged : PlanStates.Issued,
        PlanStep.Close => PlanStates.Closed,
        PlanStep.Reopen => PlanStates.Issued,
        _ => plan.State,
    };
}

using Platform.ServiceDefaults.Errors;
using Platform.Tasks.Errors;

namespace Platform.Tasks.Model;

/// <summary>
/// Which transitions a task's state and the caller's part in it allow: the one table behind every endpoint and every button. Pure.
/// </summary>
public static class TaskActions
{
    public const string Progress = "progress";
    public const string Confirm = "confirm";
    public const string Reject = "reject";
    public const string Reopen = "reopen";
    public const string Cancel = "cancel";
    public const string AskExtension = "ask-extension";
    public const string GrantExtension = "grant-extension";
    public const string RefuseExtension = "refuse-extension";
    public const string Extend = "extend";
    public const string Assign = "assign";
    public const string Wait = "wait";
    public const string Resume = "resume";
    public const string Evidence = "evidence";
    public const string Split = "split";

    private sealed record Rule(string Name, string Doing, Func<TaskRights, bool> Who, Func<TaskRow, Failure?> When);

    private static readonly Dictionary<string, Rule> Rules = new Rule[]
    {
        new(Progress, "cập nhật nhiệm vụ này", r => r.Works, t => Live(t) ?? NotConfirmed(t) ?? NoChildren(t)),
        new(Confirm, "xác nhận nhiệm vụ này", r => r.Assigns, t => Live(t) ?? Pending(t)),
        new(Reject, "trả lại nhiệm vụ này", r => r.Assigns, t => Live(t) ?? Pending(t)),
        new(Reopen, "mở lại nhiệm vụ này", r => r.Assigns, Reopenable),
        new(Cancel, "hủy nhiệm vụ này", r => r.Assigns, t => Live(t) ?? NotConfirmed(t)),
        new(AskExtension, "xin gia hạn nhiệm vụ này", r => r.Works, t => Live(t) ?? Open(t) ?? HasDue(t) ?? NotAsked(t)),
        new(GrantExtension, "gia hạn nhiệm vụ này", r => r.Assigns, t => Live(t) ?? Asked(t)),
        new(RefuseExtension, "từ chối gia hạn nhiệm vụ này", r => r.Assigns, t => Live(t) ?? Asked(t)),
        new(Extend, "gia hạn nhiệm vụ này", r => r.Assigns, t => Live(t) ?? Open(t) ?? HasDue(t)),
        new(Assign, "phân công nhiệm vụ của đơn vị này", r => r.Leads, Live),
        new(Wait, "cập nhật nhiệm vụ này", r => r.Works, t => Live(t) ?? Open(t) ?? NotWaiting(t)),
        new(Resume, "cập nhật nhiệm vụ này", r => r.Works, t => Live(t) ?? Waiting(t)),
        new(Evidence, "nộp minh chứng cho nhiệm vụ này", r => r.Works, Live),
        new(Split, "chia nhỏ nhiệm vụ của đơn vị này", r => r.Leads, t => Live(t) ?? Open(t) ?? Splittable(t)),
    }.ToDictionary(r => r.Name);

    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>Why the action is not allowed; null when it is.</summary>
    public static Failure? Refusal(string action, TaskRow task, TaskRights rights)
    {
        var rule = Rules[action];
        return rule.Who(rights) ? rule.When(task) : RequestErrors.NotAllowed(rule.Doing);
    }

    /// <summary>Every action that is allowed now.</summary>
    public static IReadOnlyList<string> Allowed(TaskRow task, TaskRights rights) => [.. Names.Where(a => Refusal(a, task, rights) is null)];

    private static Failure? Live(TaskRow t) => !t.Cancelled ? null
        : new Failure(TaskErrors.Cancelled, t.CancelReason is null ? "Nhiệm vụ đã bị hủy theo kế hoạch sửa đổi." : "Nhiệm vụ đã bị hủy.");

    private static Failure? Open(TaskRow t) => t.CompletedOn is null ? null : Wrong("Nhiệm vụ đã hoàn thành.");

    private static Failure? NotConfirmed(TaskRow t) => t.Confirmation != Confirmations.Confirmed ? null
        : Wrong("Kết quả đã được xác nhận; muốn sửa thì người giao việc mở lại nhiệm vụ.");

    private static Failure? Pending(TaskRow t) =>
        t.Confirmation == Confirmations.Pending ? null : Wrong("Nhiệm vụ chưa được báo hoàn thành để xác nhận.");

    private static Failure? Waiting(TaskRow t) => t.WaitingFor is not null ? null : Wrong("Nhiệm vụ không ở trạng thái chờ cấp trên.");

    private static Failure? NotWaiting(TaskRow t) => t.WaitingFor is null ? null : Wrong("Nhiệm vụ đang chờ cấp trên rồi.");

    private static Failure? Reopenable(TaskRow t) => t switch
    {
        { Cancelled: true, CancelReason: null } => Live(t),
        { Cancelled: true } => null,
        { CompletedOn: null } => Wrong("Nhiệm vụ chưa hoàn thành nên không cần mở lại."),
        { Confirmation: Confirmations.Pending } => Wrong("Nhiệm vụ đang chờ xác nhận: hãy xác nhận hoặc trả lại."),
        _ => NoChildren(t),
    };

    private static Failure? NoChildren(TaskRow t) => t.Parts == 0 || t.DeadlineKind == DeadlineKinds.Recurring ? null
        : new Failure(TaskErrors.HasParts, "Tiến độ của nhiệm vụ này tính từ các nhiệm vụ con; hãy cập nhật nhiệm vụ con.");

    private static Failure? Splittable(TaskRow t) => t.ParentId is null && t.DeadlineKind != DeadlineKinds.Recurring ? null
        : Wrong("Nhiệm vụ con và nhiệm vụ định kỳ không chia nhỏ được.");

    private static Failure? HasDue(TaskRow t) => t.DueOn is not null ? null : Wrong("Nhiệm vụ không có hạn để gia hạn.");

    private static Failure? NotAsked(TaskRow t) => !t.ExtensionPending ? null
        : new Failure(TaskErrors.ExtensionPending, "Đã có đề nghị gia hạn đang chờ trả lời.");

    private static Failure? Asked(TaskRow t) => t.ExtensionPending ? null
        : new Failure(TaskErrors.NoExtension, "Không có đề nghị gia hạn nào đang chờ.");

    private static Failure Wrong(string detail) => new(TaskErrors.WrongState, detail);
}

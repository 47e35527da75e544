using Platform.PlanDocuments;
using Platform.Plans.Model;

namespace Platform.Plans.Checks;

/// <summary>What the content as it stands lacks; the same codes as the reading uses for the same thing (docs/plan-import.md).</summary>
public static class PlanChecks
{
    public static IEnumerable<FindingView> Of(PlanContent content, PlanPeriod? period) =>
        [.. Head(content, period), .. content.Targets.SelectMany(Target), .. content.Tasks.SelectMany(t => Task(t, period))];

    private static IEnumerable<FindingView> Head(PlanContent content, PlanPeriod? period)
    {
        if (string.IsNullOrEmpty(content.Decision.Number))
            yield return FindingKeys.Of(
                "PLN-I-001", Severity.Warning, "Không có số quyết định (hoặc số kế hoạch).", null, "decision.number");
        if (content.Decision.Date is null)
            yield return FindingKeys.Of("PLN-I-002", Severity.Warning, "Không có ngày ban hành.", null, "decision.date");
        if (string.IsNullOrEmpty(content.Decision.Signer))
            yield return FindingKeys.Of("PLN-I-008", Severity.Info, "Không có tên người ký.", null, "decision.signer");
        if (period is null)
            yield return FindingKeys.Of("PLN-I-006", Severity.Error, "Chưa xác định được thời kỳ của kế hoạch.", null, "period");
        if (content.Targets.Count == 0)
            yield return FindingKeys.Of("PLN-I-020", Severity.Warning, "Kế hoạch chưa có chỉ tiêu nào.", null, "targets");
        if (content.Tasks.Count == 0)
            yield return FindingKeys.Of("PLN-I-030", Severity.Warning, "Kế hoạch chưa có nhiệm vụ nào.", null, "tasks");
    }

    private static IEnumerable<FindingView> Target(TargetView target)
    {
        if (target is { Comparator: Comparator.None, Value: null })
            yield return FindingKeys.Of("PLN-I-022", Severity.Info, $"Chỉ tiêu {target.Number} không có con số để đo.", target.Id, "value");
    }

    private static IEnumerable<FindingView> Task(TaskView task, PlanPeriod? period)
    {
        if (task.Area is null)
            yield return FindingKeys.Of("PLN-I-050", Severity.Warning, "Nhiệm vụ chưa thuộc lĩnh vực nào.", task.Id, "area");
        if (string.IsNullOrEmpty(task.LeadAgency))
            yield return FindingKeys.Of("PLN-I-036", Severity.Warning, "Không có cơ quan chủ trì.", task.Id, "leadAgency");
        if (task.Products.Count == 0)
            yield return FindingKeys.Of("PLN-I-044", Severity.Info, "Không có sản phẩm.", task.Id, "products");
        var deadline = task.Deadline;
        if (deadline.Kind == DeadlineKind.None)
            yield return FindingKeys.Of("PLN-I-040", Severity.Warning, "Không có thời gian thực hiện.", task.Id, "deadline");
        // A text that names an agency has been told by the reading.
        else if (deadline.Kind == DeadlineKind.Unknown)
            yield return FindingKeys.Of("PLN-I-041", Severity.Warning, $"Không hiểu thời gian “{deadline.Text}”.", task.Id, "deadline");
        else if (period is not null && (deadline.To < period.From || deadline.From > period.To))
            yield return FindingKeys.Of(
                "PLN-I-043", Severity.Warning, $"Thời gian “{deadline.Text}” nằm ngoài kỳ của kế hoạch ({period.Text}).", task.Id,
                "deadline");
        if (deadline is { ByHand: false, Certainty: Certainty.Inferred })
            yield return FindingKeys.Of(
                "PLN-I-048", Severity.Info,
                $"Thời gian “{deadline.Text}” được hiểu một phần theo kỳ của kế hoạch hoặc theo lịch; cần xem lại.", task.Id, "deadline");
    }
}

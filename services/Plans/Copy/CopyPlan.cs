using System.Globalization;
using System.Text.RegularExpressions;
using Platform.PlanDocuments;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Copy;

/// <summary>
/// Pure: a plan made into the draft of another period. Years move by as much as the period does; the decision is empty; findings say what
/// must be looked at.
/// </summary>
public static partial class CopyPlan
{
    public static Result<Revised> Of(PlanRow plan, string? period)
    {
        var before = PlanContent.FromJson(plan.Content).WithIds(plan.Id);
        var to = PlanPeriods.Parse(period ?? "");
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(period))
            errors.Add(new("period", PlanErrors.Required, "Cần có thời kỳ của kế hoạch mới."));
        else if (to is null)
            errors.Add(new("period", PlanErrors.NotAllowed, "Mã thời kỳ không đúng; ví dụ đúng: 2026, 2026-H1, 2026-2030."));
        else if (plan.From is null)
            errors.Add(new("period", PlanErrors.NotAllowed, "Kế hoạch nguồn chưa có thời kỳ nên không biết dời thời hạn bao nhiêu năm."));
        if (errors.Count > 0)
            return Failure.Invalid(errors);

        var years = to!.From.Year - plan.From!.Value.Year;
        var findings = new List<FindingView>
        {
            FindingKeys.Of(
                "PLN-I-121", Severity.Warning, $"Chép từ kế hoạch {plan.Period}: số, ngày, người ký để trống, cần ghi theo văn bản mới.",
                null, "decision"),
            FindingKeys.Of(
                "PLN-I-122", Severity.Warning, "Căn cứ pháp lý chép từ kế hoạch cũ: cần rà soát văn bản còn hiệu lực.", null, "legalBases"),
        };
        var targets = before.Targets.Select(
            t => t with { Id = Guid.NewGuid(), SourceLines = null, Confidence = 1, Text = Shift(t.Text, years), Answers = [] }).ToList();
        findings.AddRange(
            targets.Where(t => t.Value is not null)
                .Select(t => FindingKeys.Of("PLN-I-123", Severity.Info, "Mức chỉ tiêu là của kế hoạch cũ: cần xem lại.", t.Id, "value")));
        var tasks = new List<TaskView>();
        foreach (var task in before.Tasks)
        {
            var deadline = Move(task.Deadline, years, to);
            var copy = task with
            {
                Id = Guid.NewGuid(),
                SourceLines = null,
                Confidence = 1,
                Content = Shift(task.Content, years),
                Deadline = deadline,
                Answers = [],
            };
            tasks.Add(copy);
            if (years != 0 && Year().IsMatch(task.Content))
                findings.Add(
                    FindingKeys.Of(
                        "PLN-I-124", Severity.Warning, $"Năm trong nội dung được dời {years:+0;-0} năm: “{copy.Content.Shortened(80)}”.", copy.Id,
                        "content"));
            if (years != 0 && deadline.Text != task.Deadline.Text)
                findings.Add(
                    FindingKeys.Of(
                        "PLN-I-125", Severity.Info, $"Thời hạn dời từ “{task.Deadline.Text}” thành “{deadline.Text}”.", copy.Id,
                        "deadline"));
        }
        var content = new PlanContent(
            new(null, null, null, before.Decision.Place, null, before.Decision.SignerRole), before.LegalBases, targets, tasks, findings);
        return new Revised(Retitle(plan.Title, plan.PlanPeriod, to, years), to.Code, to.From, to.To, content);
    }

    /// <summary>Years of the text moved, but not those in numbers of documents ("số 15/2024/NQ-HĐND", "ngày 02/01/2024").</summary>
    public static string Shift(string text, int years) => years == 0 ? text : Year().Replace(text, m =>
        DocumentDate().Matches(text).Any(d => d.Index <= m.Index && m.Index < d.Index + d.Length)
            ? m.Value
            : (int.Parse(m.Value, CultureInfo.InvariantCulture) + years).ToString(CultureInfo.InvariantCulture));

    private static DeadlineView Move(DeadlineView deadline, int years, PlanPeriod period)
    {
        // A deadline's own dates all move: "Trước ngày 10/12/2025".
        var text = years == 0 ? deadline.Text : Year()
            .Replace(deadline.Text, m => (int.Parse(m.Value, CultureInfo.InvariantCulture) + years).ToString(CultureInfo.InvariantCulture));
        return deadline.ByHand
            ? Deadlines.ByHand(
                text, deadline.Kind, deadline.From?.AddYears(years), deadline.To?.AddYears(years), Every(deadline.Recurrence), period)
            : Deadlines.Read(text, period);
    }

    private static RecurrenceUnit? Every(string? name) => Enum.TryParse<RecurrenceUnit>(name, ignoreCase: true, out var unit) ? unit : null;

    private static string Retitle(string title, PlanPeriod? before, PlanPeriod after, int years)
    {
        var words = before is null ? "" : PlanPeriods.InWords(before);
        return words.Length > 0 && title.Contains(words, StringComparison.OrdinalIgnoreCase)
            ? title.Replace(words, PlanPeriods.InWords(after), StringComparison.OrdinalIgnoreCase)
            : Shift(title, years);
    }


    [GeneratedRegex(@"(?<!\d)20\d\d(?!\d)")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:số|Số)\s*\d+\S*|ngày\s+\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)20\d\d|\d+/20\d\d/\S+")]
    private static partial Regex DocumentDate();
}

using Platform.PlanDocuments;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Cascade;

/// <summary>Pure changes of a plan's content that tie its rows to items from above.</summary>
public static class Links
{
    public static Result<PlanContent> Set(PlanContent content, AnswerInput input, IReadOnlySet<Guid> assigned)
    {
        var errors = new List<FieldError>();
        if (input.Row is not { } row || !FindingKeys.Paths(content).ContainsKey(row))
            errors.Add(new("row", PlanErrors.UnknownItem, "Kế hoạch không có dòng này."));
        if (input.Item is not { } item || (input.Answers is not false && !assigned.Contains(item)))
            errors.Add(new("item", PlanErrors.UnknownItem, "Đơn vị không được giao mục này."));
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        IReadOnlyList<Guid> With(IReadOnlyList<Guid> answers) => input.Answers is false
            ? [.. answers.Where(a => a != input.Item)]
            : [.. answers.Append(input.Item!.Value).Distinct()];
        return content with
        {
            Targets = [.. content.Targets.Select(t => t.Id == input.Row ? t with { Answers = With(t.Answers) } : t)],
            Tasks = [.. content.Tasks.Select(t => t.Id == input.Row ? t with { Answers = With(t.Answers) } : t)],
        };
    }

    /// <summary>An item that a row answers already is left alone.</summary>
    public static Result<PlanContent> Adopt(
        PlanContent content, PlanPeriod? period, AdoptInput input, IReadOnlyDictionary<Guid, CascadedItemView> handed)
    {
        var items = input.Items ?? [];
        var errors = items.Take(handed.Count + 1).Select((item, index) => (item, index)).Where(i => !handed.ContainsKey(i.item))
            .Select(i => new FieldError($"items[{i.index}]", PlanErrors.UnknownItem, "Đơn vị không được giao mục này.")).ToList();
        if (items.Count == 0)
            errors.Add(new("items", PlanErrors.Required, "Chưa chọn mục nào."));
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var answered = content.Targets.SelectMany(t => t.Answers).Concat(content.Tasks.SelectMany(t => t.Answers)).ToHashSet();
        var missing = items.Distinct().Where(i => !answered.Contains(i)).Select(i => handed[i]).ToList();
        var targets = missing.Where(i => i.Target is not null).Select(i => i.Target! with
        {
            Id = Guid.NewGuid(),
            Number = null,
            SourceLines = null,
            Edited = true,
            Answers = [i.Id],
        }).ToList();
        var tasks = missing.Where(i => i.Task is not null).Select(i => i.Task! with
        {
            Id = Guid.NewGuid(),
            Number = null,
            SubNumber = null,
            GroupTitle = null,
            SourceLines = null,
            Edited = true,
            Deadline = i.Task!.Deadline.ByHand ? i.Task.Deadline : Deadlines.Read(i.Task.Deadline.Text, period),
            Answers = [i.Id],
        }).ToList();
        return content with
        {
            Targets = [.. content.Targets, .. targets],
            Tasks = InAreas(content.Tasks, tasks),
            Findings = [.. content.Findings, .. tasks.Select(t => FindingKeys.Of(
                "PLN-I-120", Severity.Warning,
                $"Chép từ kế hoạch cấp trên: xem lại cơ quan chủ trì “{t.LeadAgency ?? "–"}” và thời hạn cho hợp với đơn vị.", t.Id,
                "leadAgency"))],
        };
    }

    /// <summary>New rows stand at the end of their area.</summary>
    private static List<TaskView> InAreas(IReadOnlyList<TaskView> tasks, List<TaskView> added)
    {
        var rows = tasks.ToList();
        foreach (var task in added)
        {
            var last = rows.FindLastIndex(t => t.Area == task.Area);
            var title = last >= 0 ? rows[last].AreaTitle : task.AreaTitle;
            rows.Insert(last >= 0 ? last + 1 : rows.Count, task with { AreaTitle = title });
        }
        return rows;
    }
}

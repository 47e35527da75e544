using Platform.PlanDocuments;
using Platform.Plans.Errors;
using Platform.Plans.Model;

namespace Platform.Plans.Revise;

/// <summary>Reads the rows a person sent against those there were: what is unchanged keeps what the reading knew of it.</summary>
internal sealed class ReadRows(Rules rules, PlanContent before, PlanPeriod? periodBefore, PlanPeriod? period, IReadOnlySet<Guid> items)
{
    private const decimal Largest = 1_000_000_000_000m;
    private readonly HashSet<Guid> seen = [];

    public IReadOnlyList<TargetView> Targets(IReadOnlyList<TargetInput?>? targets) =>
        Rows("targets", targets, before.Targets.ToDictionary(t => t.Id), Target);

    public IReadOnlyList<TaskView> Tasks(IReadOnlyList<TaskInput?>? tasks) =>
        Rows("tasks", tasks, before.Tasks.ToDictionary(t => t.Id), Task);

    private IReadOnlyList<TView> Rows<TInput, TView>(
        string list, IReadOnlyList<TInput?>? inputs, Dictionary<Guid, TView> known, Func<string, TInput, TView?, TView> read) where TView
            : class
    {
        if (inputs is null)
            return [];
        if (inputs.Count > Rules.MostRows)
        {
            rules.Add(list, PlanErrors.TooMany, $"Có {inputs.Count} dòng, tối đa {Rules.MostRows}.");
            return [];
        }
        var rows = new List<TView>(inputs.Count);
        for (var i = 0; i < inputs.Count; i++)
        {
            var field = $"{list}[{i}]";
            if (inputs[i] is not { } input)
            {
                rules.Add(field, PlanErrors.Required, "Dòng trống.");
                continue;
            }
            var id = input switch { TargetInput t => t.Id, TaskInput t => t.Id, _ => null };
            if (id is { } given && !seen.Add(given))
                rules.Add($"{field}.id", PlanErrors.Duplicate, "Hai dòng mang cùng một mã.");
            rows.Add(read(field, input, id is { } known1 ? known.GetValueOrDefault(known1) : null));
        }
        return rows;
    }

    private TargetView Target(string field, TargetInput input, TargetView? was)
    {
        var comparator = rules.OneOf<Comparator>($"{field}.comparator", input.Comparator) ?? Comparator.None;
        var unit = rules.Text($"{field}.unit", input.Unit, 50);
        if (input.Value is < -Largest or > Largest)
            rules.Add($"{field}.value", PlanErrors.OutOfRange, $"Giá trị {input.Value} ngoài khoảng ±{Largest}.");
        if (comparator is not (Comparator.None or Comparator.Exceed) && input.Value is null)
            rules.Add($"{field}.value", PlanErrors.Required, "Có phép so sánh thì cần có giá trị.");
        var text = rules.Text($"{field}.text", input.Text, Rules.Paragraph, "Cần ghi nội dung chỉ tiêu.") ?? "";
        var row = new TargetView(
            rules.Text($"{field}.number", input.Number, 20), text, comparator, input.Value, unit, rules.Area($"{field}.area", input.Area),
            Measures(field, input, was, new(comparator, input.Value, unit, text)), was?.SourceLines)
        {
            Id = was?.Id ?? NewId(input.Id),
            Indicator = rules.Text($"{field}.indicator", input.Indicator, 100),
            Answers = Answers(field, input.Answers, was?.Answers),
        };
        var edited = was is null || was.Edited || !RowEquality.Same(was, row);
        return row with { Edited = edited, Confidence = edited ? 1 : was!.Confidence };
    }

    private IReadOnlyList<Measure> Measures(string field, TargetInput input, TargetView? was, Measure main)
    {
        if (input.Measures is { Count: > Rules.MostCells } many)
            rules.Add($"{field}.measures", PlanErrors.TooMany, $"Có {many.Count} con số, tối đa {Rules.MostCells}.");
        if (was is not null && (was.Comparator, was.Value, was.Unit) == (main.Comparator, main.Value, main.Unit))
            return was.Measures;
        if (was is null && input.Measures is [{ } first, ..] given
            && (first.Comparator, first.Value, first.Unit) == (main.Comparator, main.Value, main.Unit))
        {
            return [.. given.OfType<Measure>().Select(m => m with { Text = m.Text ?? "" })];
        }
        IReadOnlyList<Measure> rest = was?.Measures is { Count: > 1 } known ? [.. known.Skip(1)] : [];
        return main is { Comparator: Comparator.None, Value: null } ? rest : [main, .. rest];
    }

    private TaskView Task(string field, TaskInput input, TaskView? was)
    {
        var row = new TaskView(
            was?.Id ?? NewId(input.Id), rules.Area($"{field}.area", input.Area),
            rules.Text($"{field}.areaTitle", input.AreaTitle, Rules.Line),
            rules.Text($"{field}.number", input.Number, 20), rules.Text($"{field}.subNumber", input.SubNumber, 20),
            rules.Text($"{field}.content", input.Content, Rules.Paragraph, "Cần ghi nội dung nhiệm vụ.") ?? "",
            rules.Text($"{field}.leadAgency", input.LeadAgency, Rules.Line),
            rules.Texts($"{field}.coordinators", input.Coordinators, Rules.MostCells, Rules.Line),
            rules.Text($"{field}.leaderInCharge", input.LeaderInCharge, Rules.Line),
            Deadline($"{field}.deadline", input.Deadline, was?.Deadline),
            rules.Texts($"{field}.products", input.Products, Rules.MostCells, Rules.Paragraph), was?.SourceLines, 1)
        {
            GroupTitle = rules.Text($"{field}.groupTitle", input.GroupTitle, Rules.Line),
            Answers = Answers(field, input.Answers, was?.Answers),
        };
        // The heading's own words hold while the area does.
        if (was is not null && was.Area != row.Area && row.AreaTitle == was.AreaTitle)
            row = row with { AreaTitle = null };
        var edited = was is null || was.Edited || !RowEquality.Same(was, row);
        return row with { Edited = edited, Confidence = edited ? 1 : was!.Confidence };
    }

    private DeadlineView Deadline(string field, DeadlineInput? input, DeadlineView? was)
    {
        var text = rules.Text($"{field}.text", input?.Text, 1000) ?? "";
        if (input?.ByHand is not true)
            return was is { ByHand: false } && was.Text == text && period == periodBefore ? was : Deadlines.Read(text, period);
        var kind = rules.OneOf<DeadlineKind>($"{field}.kind", input.Kind) ?? DeadlineKind.None;
        var every = rules.OneOf<RecurrenceUnit>($"{field}.recurrence", input.Recurrence);
        var (from, to) = (rules.Day($"{field}.from", input.From), rules.Day($"{field}.to", input.To));
        if (from > to)
            rules.Add($"{field}.to", PlanErrors.OutOfRange, $"Ngày cuối {to:dd/MM/yyyy} đứng trước ngày đầu {from:dd/MM/yyyy}.");
        if (kind is DeadlineKind.Unknown)
            rules.Add($"{field}.kind", PlanErrors.NotAllowed, "Đặt bằng tay thì phải chọn một loại thời hạn.");
        if (kind is DeadlineKind.ByDate or DeadlineKind.Window && to is null)
            rules.Add($"{field}.to", PlanErrors.Required, "Cần có ngày cuối.");
        if (kind is DeadlineKind.Window && from is null)
            rules.Add($"{field}.from", PlanErrors.Required, "Cần có ngày đầu.");
        if (kind is DeadlineKind.Recurring && every is null && !rules.Errors.Exists(e => e.Field == $"{field}.recurrence"))
            rules.Add($"{field}.recurrence", PlanErrors.Required, "Cần chọn chu kỳ.");
        return Deadlines.ByHand(text, kind, from, to, kind == DeadlineKind.Recurring ? every : null, period);
    }

    private IReadOnlyList<Guid> Answers(string field, IReadOnlyList<Guid>? answers, IReadOnlyList<Guid>? was)
    {
        if (answers is null)
            return was ?? [];
        if (answers.Count > Rules.MostCells)
            rules.Add($"{field}.answers", PlanErrors.TooMany, $"Có {answers.Count} mục, tối đa {Rules.MostCells}.");
        foreach (var (item, index) in answers.Take(Rules.MostCells).Select((a, i) => (a, i)))
        {
            if (!items.Contains(item) && was?.Contains(item) is not true)
                rules.Add($"{field}.answers[{index}]", PlanErrors.UnknownItem, "Đơn vị không được giao mục này.");
        }
        return [.. answers.Distinct()];
    }

    // A page may number a new row itself, so that what it sends again is the same row.
    private Guid NewId(Guid? given) =>
        given is { } id && id != Guid.Empty && before.Targets.All(t => t.Id != id) && before.Tasks.All(t => t.Id != id)
            ? id
            : Guid.NewGuid();
}

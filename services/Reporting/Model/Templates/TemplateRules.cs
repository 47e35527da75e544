using System.Text.RegularExpressions;
using Platform.Contracts.Units;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Formulas;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Model.Templates;

/// <summary>What a template must obey before it is published. Pure; tells everything at once.</summary>
public static partial class TemplateRules
{
    private const int MostLines = 2000;
    private const int LongestName = 500;
    private const int LongestGuidance = 4000;
    private const int LongestMessage = 500;

    public static readonly IReadOnlyList<string> PeriodKinds = ["month", "quarter", "halfYear", "nineMonths", "year", "extraordinary"];
    public static readonly IReadOnlyList<string> Types = ["count", "money", "number"];
    public static readonly IReadOnlyList<string> Prefills =
        ["tasks.total", "tasks.done", "tasks.doneOnTime", "tasks.overdue", "tasks.assigned", "tasks.assignedOnTime"];
    public static readonly IReadOnlyList<string> Consolidations = ["sum", "mean", "max", "min", "none"];
    public static readonly IReadOnlyList<string> Ops = ["atMost", "atLeast", "equal"];

    /// <summary>The offices that every commune has; its own further ones it assigns itself.</summary>
    public static readonly IReadOnlyList<string> Offices = ["VP", "VHXH", "KT", "HCC"];

    /// <summary>Lists that JSON left out become empty, lines that are null are dropped, so that the rest of the code meets none.</summary>
    public static Template Normalize(Template t) => t with
    {
        Code = t.Code ?? "",
        Title = t.Title ?? "",
        PeriodKinds = Some(t.PeriodKinds),
        Areas = [.. Some(t.Areas).Select(a => a with { Title = a.Title ?? "" })],
        Sections = [.. Some(t.Sections)
            .Select(s => s with { Code = s.Code ?? "", Title = s.Title ?? "", Guidance = s.Guidance ?? "", Part = Blank(s.Part) })],
        Items = [.. Some(t.Items).Select(i => i with
        {
            Code = i.Code ?? "", Name = i.Name ?? "", Unit = i.Unit ?? "", Type = i.Type ?? "", Prefill = Blank(i.Prefill),
            Formula = Blank(i.Formula), Part = Blank(i.Part),
            Consolidation = Blank(i.Consolidation),
        })],
        Checks = [.. Some(t.Checks)
            .Select(c => c with { Left = c.Left ?? "", Op = c.Op ?? "", Right = c.Right ?? "", Message = Blank(c.Message) })],
        Measures = [.. Some(t.Measures)
            .Select(m => m with { Indicator = m.Indicator ?? "", Numerator = m.Numerator ?? "", Denominator = Blank(m.Denominator) })],
        Parts = Some(t.Parts) is { Count: > 0 } parts
            ? [.. parts.Select(p => p with { Code = p.Code ?? "", Title = p.Title ?? "", Office = Blank(p.Office) })] : null,
        Blocks = Some(t.Blocks) is { Count: > 0 } blocks ? blocks : null,
        Units = Some(t.Units) is { Count: > 0 } units ? units : null,
    };

    /// <param name="t">Normalised.</param>
    public static IReadOnlyList<FieldError> Check(Template t)
    {
        var found = new Findings();
        found.Unless(CodeOfTemplate().IsMatch(t.Code), "code", $"Mã biểu mẫu “{t.Code}” cần 1-40 chữ cái in hoa, chữ số, dấu gạch nối.");
        found.Unless(t.Title.Length is > 0 and <= LongestName, "title", $"Tên biểu mẫu cần từ 1 đến {LongestName} ký tự.");
        found.Unless(t.PeriodKinds.Count > 0, "periodKinds", "Cần ít nhất một loại kỳ báo cáo.");
        found.Each(t.PeriodKinds, "periodKinds", PeriodKinds.Contains, k => $"Không có loại kỳ “{k}”.");
        found.Each(t.Blocks ?? [], "blocks", RankingBlocks.IsBlock, b => $"Không có khối “{b}”; có: phuong, xa.");
        found.Each(t.Units ?? [], "units", u => CodeOfUnit().IsMatch(u), u => $"Mã đơn vị “{u}” cần đúng 5 chữ số.");
        found.Unless(t.Items.Count + t.Sections.Count is > 0 and <= MostLines, "items",
            $"Biểu mẫu cần từ 1 đến {MostLines} chỉ tiêu và phần lời.");
        Lines(t, found);
        Formulas(t, found);
        Relations(t, found);
        Parts(t, found);
        return found.All;
    }

    private static void Lines(Template t, Findings found)
    {
        var areas = t.Areas.Select(a => a.Number).Append(0).ToHashSet();
        found.Each(t.Areas, "areas", a => a.Number is > 0 and <= 99 && a.Title.Length is > 0 and <= LongestName, a =>
            $"Lĩnh vực {a.Number} cần số từ 1 đến 99 và tên.");
        found.Once(t.Areas, i => $"areas[{i}]", a => a.Number, n => $"Hai lĩnh vực cùng số {n}.");
        var seen = new HashSet<string>();
        foreach (var (item, i) in t.Items.Select((item, i) => (item, $"items[{i}]")))
        {
            found.Unless(CodeOfLine().IsMatch(item.Code), $"{i}.code",
                $"Mã chỉ tiêu “{item.Code}” cần bắt đầu bằng chữ cái, gồm chữ cái không dấu, chữ số, gạch dưới, tối đa 40.");
            found.Unless(seen.Add(item.Code), $"{i}.code", $"Mã “{item.Code}” dùng hai lần.");
            found.Unless(item.Name.Length is > 0 and <= LongestName, $"{i}.name", $"Tên chỉ tiêu cần từ 1 đến {LongestName} ký tự.");
            found.Unless(item.Unit.Length <= 100, $"{i}.unit", "Đơn vị tính tối đa 100 ký tự.");
            found.Unless(Types.Contains(item.Type), $"{i}.type", $"Không có loại số “{item.Type}”; có: {string.Join(", ", Types)}.");
            found.Unless(areas.Contains(item.Area), $"{i}.area", $"Không có lĩnh vực {item.Area}.");
            found.Unless(
                item.Prefill is null || Prefills.Contains(item.Prefill) || IndicatorPrefill.Parse(item.Prefill) is not null, $"{i}.prefill",
                $"Không có nguồn “{item.Prefill}”; có: {string.Join(", ", Prefills)}, {IndicatorPrefill.Shape}.");
            found.Unless(
                item.Consolidation is null || (Consolidations.Contains(item.Consolidation) && item.Formula is null), $"{i}.consolidation",
                $"Cách tổng hợp phải là: {string.Join(", ", Consolidations)}; chỉ tiêu có công thức thì tính lại theo công thức.");
            found.Unless(item.Part is null || CodeOfLine().IsMatch(item.Part), $"{i}.part", $"Mã phần việc “{item.Part}” không hợp lệ.");
        }
        foreach (var (section, i) in t.Sections.Select((section, i) => (section, $"sections[{i}]")))
        {
            found.Unless(CodeOfLine().IsMatch(section.Code), $"{i}.code", $"Mã phần lời “{section.Code}” không hợp lệ.");
            found.Unless(seen.Add(section.Code), $"{i}.code", $"Mã “{section.Code}” dùng hai lần.");
            found.Unless(section.Title.Length is > 0 and <= LongestName, $"{i}.title", $"Tiêu đề cần từ 1 đến {LongestName} ký tự.");
            found.Unless(section.Guidance.Length <= LongestGuidance, $"{i}.guidance", $"Hướng dẫn tối đa {LongestGuidance} ký tự.");
            found.Unless(areas.Contains(section.Area), $"{i}.area", $"Không có lĩnh vực {section.Area}.");
            found.Unless(section.Part is null || CodeOfLine().IsMatch(section.Part), $"{i}.part",
                $"Mã phần việc “{section.Part}” không hợp lệ.");
        }
    }

    private static void Formulas(Template t, Findings found)
    {
        var items = t.Items.Select(i => i.Code).ToHashSet();
        var reads = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (item, i) in t.Items.Select((item, i) => (item, i)).Where(x => x.item.Formula is not null))
        {
            var (formula, error) = FormulaParser.Parse(item.Formula);
            if (formula is null)
            {
                found.Formula($"items[{i}].formula", error!);
                continue;
            }
            foreach (var unknown in formula.Items.Where(c => !items.Contains(c)).Distinct())
                found.Formula($"items[{i}].formula", $"Công thức nhắc tới “{unknown}”, biểu mẫu không có chỉ tiêu này.");
            found.Unless(item.Prefill is null && !item.CarryOver, $"items[{i}].prefill",
                "Chỉ tiêu có công thức thì không lấy số từ nơi khác.");
            reads[item.Code] = [.. formula.Items.Distinct()];
        }
        foreach (var (item, i) in t.Items.Select((item, i) => (item, i)))
        {
            if (Circle(item.Code, reads) is { } circle)
                found.Formula($"items[{i}].formula", $"Công thức quay vòng: {string.Join(" → ", circle)}.");
        }
    }

    /// <summary>The way from an item back to itself; null when there is none.</summary>
    private static List<string>? Circle(string start, Dictionary<string, IReadOnlyList<string>> reads)
    {
        var (cameFrom, waiting) = (new Dictionary<string, string>(), new Queue<string>([start]));
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in reads.GetValueOrDefault(at) ?? [])
            {
                if (next == start)
                {
                    var way = new List<string> { start, at };
                    while (way[^1] != start)
                        way.Add(cameFrom[way[^1]]);
                    way.Reverse();
                    return at == start ? [start, start] : [.. way];
                }
                if (cameFrom.TryAdd(next, at))
                    waiting.Enqueue(next);
            }
        }
        return null;
    }

    private static void Relations(Template t, Findings found)
    {
        var items = t.Items.Select(i => i.Code).ToHashSet();
        foreach (var (check, i) in t.Checks.Select((check, i) => (check, $"checks[{i}]")))
        {
            found.Unless(items.Contains(check.Left), $"{i}.left", $"Không có chỉ tiêu “{check.Left}”.");
            found.Unless(Ops.Contains(check.Op), $"{i}.op", $"Không có phép so “{check.Op}”; có: {string.Join(", ", Ops)}.");
            var (right, error) = FormulaParser.Parse(check.Right);
            if (right is null)
                found.Formula($"{i}.right", error!);
            foreach (var unknown in right?.Items.Where(c => !items.Contains(c)).Distinct() ?? [])
                found.Formula($"{i}.right", $"Không có chỉ tiêu “{unknown}”.");
            found.Unless(check.Message is null || check.Message.Length <= LongestMessage, $"{i}.message",
                $"Câu báo dài {check.Message?.Length} ký tự, tối đa {LongestMessage}.");
        }
        foreach (var (measure, i) in t.Measures.Select((measure, i) => (measure, $"measures[{i}]")))
        {
            found.Unless(measure.Indicator.Length is > 0 and <= 60, $"{i}.indicator", "Cần mã chỉ số, tối đa 60 ký tự.");
            found.Unless(items.Contains(measure.Numerator), $"{i}.numerator", $"Không có chỉ tiêu “{measure.Numerator}”.");
            found.Unless(measure.Denominator is null || items.Contains(measure.Denominator), $"{i}.denominator",
                $"Không có chỉ tiêu “{measure.Denominator}”.");
        }
        found.Once(t.Measures, i => $"measures[{i}].indicator", m => m.Indicator, c => $"Chỉ số “{c}” được tính hai lần.");
    }

    private static void Parts(Template t, Findings found)
    {
        var parts = t.Parts ?? [];
        foreach (var (part, i) in parts.Select((part, i) => (part, $"parts[{i}]")))
        {
            found.Unless(CodeOfLine().IsMatch(part.Code), $"{i}.code",
                $"Mã phần việc “{part.Code}” cần bắt đầu bằng chữ cái, gồm chữ cái không dấu, chữ số, gạch dưới, tối đa 40.");
            found.Unless(part.Title.Length is > 0 and <= LongestName, $"{i}.title", $"Tên phần việc cần từ 1 đến {LongestName} ký tự.");
            found.Unless(part.Office is null || Offices.Contains(part.Office), $"{i}.office",
                $"Không có phòng “{part.Office}”; có: {string.Join(", ", Offices)}.");
        }
        found.Once(parts, i => $"parts[{i}].code", p => p.Code, c => $"Hai phần việc cùng mã “{c}”.");
    }

    private static List<T> Some<T>(IReadOnlyList<T>? list) => [.. (list ?? []).Where(x => x is not null)];

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private sealed class Findings
    {
        private const int Most = 200;
        private readonly List<FieldError> _all = [];

        public IReadOnlyList<FieldError> All => _all;

        public void Unless(bool holds, string field, string message) => Add(holds, new(field, ReportErrors.BadTemplate, message));

        public void Formula(string field, string message) => Add(false, new(field, ReportErrors.BadFormula, message));

        public void Each<T>(IReadOnlyList<T> list, string field, Func<T, bool> holds, Func<T, string> message)
        {
            foreach (var (x, i) in list.Select((x, i) => (x, i)))
                Unless(holds(x), $"{field}[{i}]", message(x));
        }

        /// <summary>Tells every line whose key an earlier one has.</summary>
        public void Once<T, TKey>(IReadOnlyList<T> list, Func<int, string> field, Func<T, TKey> key, Func<TKey, string> message)
        {
            var seen = new HashSet<TKey>();
            foreach (var (x, i) in list.Select((x, i) => (key(x), i)))
                Unless(seen.Add(x), field(i), message(x));
        }

        private void Add(bool holds, FieldError error)
        {
            if (!holds && _all.Count < Most)
                _all.Add(error);
        }
    }

    [GeneratedRegex(@"\A[A-Z0-9][A-Z0-9-]{0,39}\z")]
    private static partial Regex CodeOfTemplate();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex CodeOfLine();

    [GeneratedRegex(@"\A[0-9]{5}\z")]
    private static partial Regex CodeOfUnit();
}

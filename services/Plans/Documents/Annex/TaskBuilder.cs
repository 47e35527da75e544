using Platform.Reading.Text;

namespace Platform.PlanDocuments;

/// <summary>Reads the rows of an annex as tasks, and says what is missing or odd in each.</summary>
internal sealed class TaskBuilder(PlanPeriod? period)
{
    private readonly List<PlanTask> tasks = [];
    private readonly List<Finding> findings = [];
    private AreaHeading? area;
    private int? areaNumber;
    private AnnexRow? parent;
    private string? group;
    private int children;
    private int lastNumber;
    private bool numbersRestart;

    public static (IReadOnlyList<PlanTask> Tasks, IReadOnlyList<Finding> Findings) Build(Annex annex, PlanPeriod? period)
    {
        var builder = new TaskBuilder(period);
        for (var i = 0; i < annex.Items.Count; i++)
        {
            if (annex.Items[i] is AreaHeading heading) builder.Enter(heading);
            else builder.Take((AnnexRow)annex.Items[i], annex.Items.ElementAtOrDefault(i + 1) as AnnexRow);
        }
        if (builder.tasks.Any(t => t.AreaTitle is null))
        {
            builder.Note(
                "PLN-I-035", Severity.Warning,
                $"{builder.tasks.Count(t => t.AreaTitle is null)} nhiệm vụ không nằm dưới đề mục lĩnh vực nào.", annex.FirstLine, "tasks");
        }
        return (builder.tasks, builder.findings);
    }

    private void Enter(AreaHeading heading)
    {
        area = heading;
        areaNumber = ReformArea.Recognise(heading.Title);
        parent = null;
        group = null;
        numbersRestart = true;
        if (areaNumber is null)
        {
            Note("PLN-I-034", Severity.Warning, $"Không nhận ra lĩnh vực của đề mục “{heading.Title}”.", heading.FromLine, "tasks.area");
        }
    }

    private void Take(AnnexRow row, AnnexRow? next)
    {
        var content = row.Text(Column.Content);
        var field = $"tasks[{tasks.Count}]";
        if (content.Length == 0)
        {
            if (!row.HasOnlyContent) Note(
                "PLN-I-045", Severity.Warning, "Dòng không có nội dung nhiệm vụ, không đưa vào danh mục.", row.FromLine, field);
            return;
        }
        if (row.Number is not null) TakeNumber(row, field);
        if (IsGroup(row, content, next))
        {
            group = content;
            Note(
                "PLN-I-046", Severity.Info,
                $"Dòng {row.Number} “{content.Shortened(60)}” chỉ là tên nhóm của các dòng sau, không tính là nhiệm vụ.", row.FromLine, field);
            return;
        }
        if (row.Number is null) NoteMissingNumber(row, content, field);
        tasks.Add(Read(row, content, field));
    }

    private void TakeNumber(AnnexRow row, string field)
    {
        parent = row;
        group = null;
        children = 0;
        if (RowNumber.Leading(row.Number) is not { } value) return;
        var isSub = row.Number!.Contains('.');
        var restarted = numbersRestart && value == 1;
        if (!restarted && !isSub && value != lastNumber + 1)
        {
            Note("PLN-I-033", Severity.Warning, value > lastNumber
                ? $"Số thứ tự nhảy từ {lastNumber} đến {value}: có thể thiếu dòng."
                : $"Số thứ tự {value} đứng sau {lastNumber}: trùng hoặc đảo.", row.FromLine, field + ".number");
        }
        lastNumber = value;
        numbersRestart = false;
    }

    // A numbered row with nothing but a name, above rows without numbers or with "2.1" of their own.
    private static bool IsGroup(AnnexRow row, string content, AnnexRow? next) =>
        row.HasOnlyContent && row.Number is not null && next is not null && content.Length <= 200
        && (next.Number is null || next.Number.StartsWith(row.Number + ".", StringComparison.Ordinal) || char.IsLetter(next.Number[0]));

    private void NoteMissingNumber(AnnexRow row, string content, string field)
    {
        var why = parent is null ? "không có số thứ tự" : $"không có số thứ tự riêng, được xếp dưới dòng {parent.Number}";
        Note(
            "PLN-I-038", Severity.Info, $"Nhiệm vụ “{content.TrimStart('-', '+', '–', ' ').Shortened(60)}” {why}.", row.FromLine,
            field + ".number");
    }

    private PlanTask Read(AnnexRow row, string content, string field)
    {
        var confidence = row.IsRebuilt ? 0.8m : 1m;
        var sub = row.Number is null && parent is not null
            ? (++children).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
        var lead = CellWords.JoinAgencyLines(row.Text(Column.Lead)).Replace('\n', ' ').TrimStart('-', '+', ' ');
        if (lead.Length == 0)
        {
            confidence -= 0.2m;
            Note("PLN-I-036", Severity.Warning, "Không có cơ quan chủ trì.", row.FromLine, field + ".leadAgency");
        }
        else if (CellWords.IsCutOff(lead))
        {
            confidence -= 0.1m;
            Note("PLN-I-037", Severity.Warning, $"Tên cơ quan chủ trì “{lead}” có vẻ bị cắt.", row.FromLine, field + ".leadAgency");
        }
        if (CellWords.IsCutOff(content))
        {
            confidence -= 0.1m;
            Note(
                "PLN-I-049", Severity.Info, $"Nội dung “…{content[^Math.Min(40, content.Length)..]}” có vẻ bị cắt.", row.FromLine,
                field + ".content");
        }
        var deadline = ReadDeadline(row, field, ref confidence);
        var products = CellWords.SplitProducts(row.Text(Column.Products));
        if (products.Count == 0) Note("PLN-I-044", Severity.Info, "Không có sản phẩm.", row.FromLine, field + ".products");
        if (area is null || areaNumber is null) confidence -= 0.1m;
        var leader = row.Text(Column.Leader);
        return new PlanTask(
            areaNumber,
            area?.Title,
            row.Number ?? parent?.Number,
            sub,
            group,
            LineJoiner.IsBullet(content) ? content[1..].TrimStart() : content,
            lead.Length == 0 ? null : lead,
            CellWords.SplitAgencies(row.Text(Column.Coordinators)),
            leader.Length == 0 ? null : leader,
            deadline,
            products,
            new LineSpan(row.FromLine, row.ToLine),
            Math.Max(confidence, 0.1m));
    }

    private Deadline ReadDeadline(AnnexRow row, string field, ref decimal confidence)
    {
        var deadline = DeadlineParser.Parse(row.Text(Column.Time), period);
        field += ".deadline";
        switch (deadline.Kind)
        {
            case DeadlineKind.None:
                confidence -= 0.1m;
                Note("PLN-I-040", Severity.Warning, "Không có thời gian thực hiện.", row.FromLine, field);
                break;
            case DeadlineKind.Unknown when CellWords.StartsLikeAgency(VietnameseText.Fold(deadline.Text)):
                confidence -= 0.2m;
                Note("PLN-I-042", Severity.Warning, $"Cột thời gian ghi tên cơ quan: “{deadline.Text}”.", row.FromLine, field);
                break;
            case DeadlineKind.Unknown:
                confidence -= 0.2m;
                Note("PLN-I-041", Severity.Warning, $"Không hiểu thời gian “{deadline.Text}”.", row.FromLine, field);
                break;
            case DeadlineKind.OnInstruction when CellWords.IsCutOff(deadline.Text):
                confidence -= 0.1m;
                Note("PLN-I-047", Severity.Warning, $"Thời gian “{deadline.Text}” có vẻ bị cắt.", row.FromLine, field);
                break;
            default:
                if (period is not null && (deadline.To < period.From || deadline.From > period.To))
                {
                    Note(
                        "PLN-I-043", Severity.Warning, $"Thời gian “{deadline.Text}” nằm ngoài kỳ của kế hoạch ({period.Text}).",
                        row.FromLine, field);
                }
                if (deadline.YearInferred)
                {
                    Note(
                        "PLN-I-048", Severity.Info, $"Thời gian “{deadline.Text}” không ghi năm, hiểu theo kỳ của kế hoạch.", row.FromLine,
                        field);
                }
                break;
        }
        return deadline;
    }

    private void Note(string code, Severity severity, string message, int? line, string? field) =>
        findings.Add(new Finding(code, severity, message, line, field));
}

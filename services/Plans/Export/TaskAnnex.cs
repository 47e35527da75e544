using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.OfficialDocuments;
using Platform.OfficialDocuments.Docx;
using Platform.Plans.Model;

namespace Platform.Plans.Export;

/// <summary>The annex: the tasks by area, in the usual columns; the leader in charge has one where the plan names any.</summary>
internal static class TaskAnnex
{
    private const double Size = 12;

    public static IEnumerable<OpenXmlElement> Of(PlanContent content, PlanHeader header, string date, string number)
    {
        if (content.Tasks.Count == 0)
            yield break;
        yield return Make.Centred(Make.Run("PHỤ LỤC", bold: true));
        yield return Make.Centred(Make.Run($"DANH MỤC NHIỆM VỤ {header.Subject.ToUpperInvariant()}", bold: true));
        yield return Make.Centred(Make.Run($"(Kèm theo Kế hoạch số {number} {date} của {header.InSentence})", italic: true))
            .Spaced(after: 10);
        var columns = Columns(content.Tasks.Any(t => t.LeaderInCharge is not null));
        yield return Make.Bordered(Make.Columns([.. columns.Select(c => c.Width)], [Heads(columns), .. Rows(content, columns)]));
        yield return new Paragraph();
    }

    private sealed record Column(string Name, int Width, Func<TaskView, IEnumerable<string>> Texts);

    private static Column[] Columns(bool leaders)
    {
        var rest = PageSetup.AnnexWidth - 700 - (leaders ? 1600 : 0);
        int Share(int percent) => rest * percent / 100;
        return
        [
            new("TT", 700, t => [PlanRows.Number(t)]),
            new("Nội dung nhiệm vụ", rest - (Share(15) * 2) - Share(16) - Share(17), t => PlanRows.Lines(t.Content)),
            new("Cơ quan chủ trì", Share(15), t => [t.LeadAgency ?? ""]),
            new("Cơ quan phối hợp", Share(15), t => [string.Join("; ", t.Coordinators)]),
            .. leaders ? [new Column("Lãnh đạo phụ trách", 1600, t => [t.LeaderInCharge ?? ""])] : Array.Empty<Column>(),
            new("Thời gian thực hiện", Share(16), t => PlanRows.Lines(t.Deadline.Text)),
            new("Sản phẩm", Share(17), t => t.Products.Count > 1 ? [string.Join("; ", t.Products)] : t.Products),
        ];
    }

    private static TableRow Heads(Column[] columns)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        row.Append(columns.Select(c => Padded(Make.Cell(c.Width, Make.Centred(Make.Run(c.Name, Size, bold: true))))));
        return row;
    }

    private static IEnumerable<TableRow> Rows(PlanContent content, Column[] columns)
    {
        string? title = null;
        var section = 0;
        string? group = null;
        foreach (var task in content.Tasks)
        {
            if (PlanRows.AreaTitle(task) is var heading && heading != title)
            {
                title = heading;
                yield return Wide(columns, OfficialWording.ToRoman(++section), heading);
            }
            if (task.GroupTitle is { } named && named != group)
                yield return Wide(columns, task.Number ?? "", named);
            group = task.GroupTitle;
            var row = new TableRow(new TableRowProperties(new CantSplit()));
            row.Append(columns.Select((c, i) => Padded(Make.Cell(c.Width, [.. Paragraphs(c.Texts(task), i == 0)]))));
            yield return row;
        }
    }

    private static IEnumerable<Paragraph> Paragraphs(IEnumerable<string> texts, bool centred)
    {
        var all = texts.DefaultIfEmpty("");
        return all.Select(t => centred ? Make.Centred(Make.Run(t, Size)) : Make.Aligned(JustificationValues.Left, Make.Run(t, Size)));
    }

    private static TableRow Wide(Column[] columns, string number, string title)
    {
        var wide = Padded(
            Make.Cell(columns.Skip(1).Sum(c => c.Width), Make.Aligned(JustificationValues.Left, Make.Run(title, Size, bold: true))));
        wide.TableCellProperties!.GridSpan = new() { Val = columns.Length - 1 };
        return new(
            new TableRowProperties(new CantSplit()), Padded(Make.Cell(columns[0].Width, Make.Centred(Make.Run(number, Size, bold: true)))),
            wide);
    }

    private static TableCell Padded(TableCell cell)
    {
        cell.TableCellProperties!.TableCellMargin = new()
        {
            LeftMargin = new() { Width = "80", Type = TableWidthUnitValues.Dxa },
            RightMargin = new() { Width = "80", Type = TableWidthUnitValues.Dxa },
        };
        // At the top: what pdftotext or a person reads of a row then begins on one line.
        cell.TableCellProperties.TableCellVerticalAlignment = new() { Val = TableVerticalAlignmentValues.Top };
        return cell;
    }
}

/// <summary>How rows are written in files.</summary>
internal static class PlanRows
{
    public static string Number(TaskView task) => task.SubNumber is { } sub ? $"{task.Number}.{sub}" : task.Number ?? "";

    public static string AreaTitle(TaskView task) =>
        task.AreaTitle ?? (task.Area is { } area ? PlanAreas.Title(area) : "Nhiệm vụ khác");

    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.OfficialDocuments;
using Platform.OfficialDocuments.Docx;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.Exports;

/// <summary>The annex: the figures by area of reform. The only one, so it bears no number (Decree 30/2020/NĐ-CP).</summary>
internal static class FiguresAnnex
{
    private const double Size = 13;
    private const int Number = 850;
    private const int Unit = 2268;
    private const int Result = 2835;
    private const int Name = PageSetup.AnnexWidth - Number - Unit - Result;
    private static readonly int[] Widths = [Number, Name, Unit, Result];

    public static IEnumerable<OpenXmlElement> Of(Template template, ReportContent content, ReportHeader header)
    {
        yield return Make.Centred(Make.Run("Phụ lục", bold: true));
        yield return Make.Centred(Make.Run($"SỐ LIỆU {ReportWording.Subject(template, header.Period).ToUpperInvariant()}", bold: true));
        yield return Make.Centred(Make.Run(
            $"(Kèm theo Báo cáo số {header.Number} {ReportWording.Date(header)} của {header.Issuer.InSentence})",
            italic: true)).Spaced(after: 10);
        yield return Make.Bordered(Make.Columns(Widths, [Heads(), .. Rows(template, content)]));
        yield return new Paragraph();
    }

    private static TableRow Heads()
    {
        string[] names = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"];
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        row.Append(names.Select((n, i) => Padded(Make.Cell(Widths[i], Make.Centred(Make.Run(n, Size, bold: true))))));
        return row;
    }

    private static IEnumerable<TableRow> Rows(Template template, ReportContent content)
    {
        foreach (var area in template.Areas)
        {
            yield return Group(OfficialWording.ToRoman(area.Number), area.Title);
            foreach (var row in Items(template.Items.Where(i => i.Area == area.Number), content))
                yield return row;
        }
        var known = template.Areas.Select(a => a.Number).ToHashSet();
        var rest = template.Items.Where(i => !known.Contains(i.Area)).ToList();
        if (rest.Count == 0)
            yield break;
        yield return Group("", "Chỉ tiêu chung");
        foreach (var row in Items(rest, content))
            yield return row;
    }

    private static TableRow Group(string number, string title)
    {
        var wide = Padded(Make.Cell(Name + Unit + Result, Make.Aligned(JustificationValues.Left, Make.Run(title, Size, bold: true))));
        wide.TableCellProperties!.GridSpan = new() { Val = 3 };
        return new(new TableRowProperties(new CantSplit()),
            Padded(Make.Cell(Number, KeptWithNext(Make.Centred(Make.Run(number, Size, bold: true))))), wide);
    }

    private static IEnumerable<TableRow> Items(IEnumerable<TemplateItem> items, ReportContent content) =>
        items.Select((item, index) => new TableRow(
        new TableRowProperties(new CantSplit()),
        Padded(Make.Cell(Number, Make.Centred(Make.Run($"{index + 1}", Size)))),
        Padded(Make.Cell(Name, Make.Aligned(JustificationValues.Left, Make.Run(item.Name, Size)))),
        Padded(Make.Cell(Unit, Make.Centred(Make.Run(item.Unit, Size)))),
        Padded(Make.Cell(Result, Make.Aligned(
            JustificationValues.Right, Make.Run(content.Values.TryGetValue(item.Code, out var value) ? ContentRules.Show(value) : "",
                Size))))));

    private static Paragraph KeptWithNext(Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.KeepNext = new();
        return paragraph;
    }

    private static TableCell Padded(TableCell cell)
    {
        cell.TableCellProperties!.TableCellMargin = new()
        {
            TopMargin = new() { Width = "40", Type = TableWidthUnitValues.Dxa },
            LeftMargin = new() { Width = "100", Type = TableWidthUnitValues.Dxa },
            BottomMargin = new() { Width = "40", Type = TableWidthUnitValues.Dxa },
            RightMargin = new() { Width = "100", Type = TableWidthUnitValues.Dxa },
        };
        cell.TableCellProperties.TableCellVerticalAlignment = new() { Val = TableVerticalAlignmentValues.Center };
        return cell;
    }
}
